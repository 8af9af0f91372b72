import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/import';

export default {
	usage: 'Usage: npm run import -- FILE [--boundary FILE.geojson] [--name NAME] [--max-unpacked-mb NUMBER] [--yes]',
	'unknown-option': 'Unknown option: {option}.',
	'missing-file': 'No file to import was given.',
	'bad-number': '{option} needs a positive number.',
	confirm: 'Write to the database as a new district “{name}”? [y/N] ',
	declined: 'Nothing was written.',
	cancelled: 'Cancelled. Nothing was changed.',

	'stage-structure': 'Reading streets and borders',
	'stage-places': 'Reading positions',
	'stage-shapes': 'Sorting buildings, streets and ground',
	'stage-communities': 'Finding communities',
	'stage-doors': 'Finding doors, estimating households',
	'stage-plan': 'Drafting the first plan',
	'stage-check': 'Checking the survey',
	'stage-parcels': 'Parting the ground into parcels',
	'stage-network': 'Building the walking network',
	'stage-basemap': 'Drawing the base map',
	'stage-store': 'Writing to the database',
	'stage-settle': 'Settling the database',

	'summary-title': '{name} ({file})',
	'summary-communities': '{n} {n|community|communities}, {source}',
	'summary-buildings': '{n} {n|building|buildings}, {households} households estimated from footprint and floors',
	'summary-streets':
		'{n} {n|street|streets}, {walkable} of them walkable; {gates} {gates|gate or barrier|gates and barriers}, {closed} of them closed',
	'summary-plan': '{areas} {areas|living area|living areas}, {cells} {cells|cell|cells}',
	'summary-dangling':
		'References to things that are not in the file: {refs} of streets, {members} of relations (of {total} members)',
	'summary-outside':
		'Left out: {outside} {outside|building|buildings} outside every community, {dropped} tiny or drawn twice',
	'summary-skipped':
		'Left out: {relations} {relations|relation|relations} that do not close, {areas} broken {areas|area|areas}',
	'summary-done': 'Imported “{name}” in {seconds} s.',
	'source-boundary-file': 'from the boundary file',
	'source-admin-areas': 'from the administrative areas in the file',
	'source-around-buildings': 'drawn around the buildings, as the file holds no areas',
	'source-around-streets': 'drawn around the streets, as the file holds no areas and hardly any building',

	'district-name': 'Imported district',
	'community-name': 'Community {n}',
	'living-area': 'Living area {n}',
	'first-plan': 'First division plan',
	'unnamed-building': 'Unnamed building {n}',
	'house-number': '{n}',

	'at-byte': ' (at byte {n})',
	'at-line': ' (line {n})',
	'at-node': ' (node {n})',
	'at-feature': ' (feature {n})',
	found: ' ({detail})',

	'refused-no-such-file': 'The file {file} cannot be read. Check the path, and that it is not a folder.',
	'refused-empty-file': 'The file {file} is empty. Download it again.',
	'refused-not-osm':
		'{file} is not an OpenStreetMap file{found}{where}. What can be imported is .osm.pbf, .osm or .osm.gz.',
	'refused-unsupported-packing':
		'{file} is packed in a way that is not read here{found}{where}. Unpack it first, or use .osm.pbf, .osm or .osm.gz.',
	'refused-truncated': 'The file {file} is cut off{where}. Download it again.',
	'refused-malformed': 'The file {file} is damaged{where}{found}. Download or export it again.',
	'refused-blob-too-large':
		'A block of {file} is larger than the 32 MiB the format allows{where}; it may be damaged. Download it again.',
	'refused-unpacks-too-far':
		'{file} unpacks too far{where}: past 100 times its size or past {limit} MB. If it is a large file you trust, add --max-unpacked-mb.',
	'refused-too-large': '{file} is too large, past the limit of {limit}. Cut out a smaller area.',
	'refused-coordinates-out-of-range':
		'{file} has coordinates that are not on the globe{where}. Check the datum: only WGS-84 degrees are read.',
	'refused-nothing-to-show':
		'{file} holds no street and no building. Choose another area, or check that the export includes them.',
	'refused-boundary-not-geojson':
		'The boundary file {file} is not valid GeoJSON{where}. It has to be a FeatureCollection of Polygon or MultiPolygon, in UTF-8.',
	'refused-boundary-not-degrees': 'The boundary file {file} is not in WGS-84 degrees{found}. Convert it first.',
	'refused-boundary-without-areas':
		'The boundary file {file} holds no area. Each community has to be a Polygon or MultiPolygon.',
	'refused-boundary-overlap':
		'Two communities of the boundary file {file} lie on one another{found}. Each place may belong to one community only: correct one of them.',
	'refused-boundary-elsewhere':
		'The communities of the boundary file {file} do not meet the map. Check the datum (GCJ-02 and BD-09 have to be converted) and the area.',
	'refused-took-too-long': 'Reading {file} took longer than {limit} minutes and was stopped. Cut out a smaller area.',
	'refused-out-of-memory':
		'Reading {file} needs more than {limit} MB of memory and was stopped. Cut out a smaller area.',
	'refused-boundary-too-detailed': 'The boundary file {file} has more than {limit} corners. Simplify it first.',
	'refused-upload-too-large': '{file} is larger than {limit} MB. Cut out a smaller area, or use .osm.pbf.',
	'refused-upload-torn': '{file} did not arrive whole: the connection broke. Upload it again.',
	'refused-upload-too-slow':
		'{file} arrived too slowly and was stopped. Use a faster network, or cut out a smaller area.',
	'refused-upload-without-file': 'No map file was chosen. Choose an .osm.pbf, .osm or .osm.gz file.',
	'refused-upload-name-too-long': 'The name of the district is too long: at most {limit} characters.',
	'refused-upload-no-space': 'The server’s disk has no room for {file}. Tell whoever runs the server.',
	'refused-unpacks-too-far-upload':
		'{file} unpacks too far{where}: past 100 times its size or past {limit} MB. Cut out a smaller area, or use .osm.pbf.',
	'refused-not-permitted': 'You lost the role of administrator during the import, so nothing was stored.',
	'refused-signed-out': 'You signed out during the import, so nothing was stored. Sign in and import again.',
	'stage-upload': 'Uploading the file',
	'counted-bytes': '{done} / {total} MB',
	'counted-things': '{done} / {total}',
	attribution: 'Data: {source}',
	interrupted: 'The server stopped while {file} was being imported. Nothing was changed; import it again.',
	'interrupted-unnamed': 'The server stopped during the last import. Nothing was changed; import it again.',
	failed: 'The import did not finish: {reason}.',
	'directory-held':
		'Another process is using the data directory (process {pid}). Wait for it to end, or stop it first.',
	'ingest-empty-survey': 'There is nothing to store.',
	'ingest-duplicate-id': 'An id occurs twice ({subject} {id}).',
	'ingest-unknown-id': 'Something points to an id that does not exist ({subject} {id}).',
	'ingest-unit-in-two-cells': 'A unit belongs to two cells ({id}).',
	'ingest-building-without-units': 'A building has no unit ({id}).',
	'ingest-bad-coordinate': 'A coordinate is not on the globe ({subject} {id}).',
	'ingest-bad-count': 'A number is out of range ({subject} {id}).',
	'ingest-bad-boundary':
		'A community’s boundary crosses itself or cannot be divided ({id}). Repair the boundary and import again.',
	'ingest-district-exists': 'This district has been imported already.',
	'nothing-changed': 'Nothing was changed.'
} satisfies Translation<typeof zh>;
