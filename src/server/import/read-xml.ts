import { SaxesParser, type SaxesTagPlain } from 'saxes';
import {
	isExactId,
	isOnGlobe,
	keepsKey,
	type ElementKind,
	type OsmMember,
	type OsmSink
} from '#server/import/osm-element';
import { ImportRefusal, type ImportReason } from '#server/import/refusal';
import type { XmlSource } from '#server/import/xml-source';

/** Text without a single tag for this long is no map; also keeps a bomb of one endless word from growing. */
const MAX_SILENT_BYTES = 4 * 1024 * 1024;
const KINDS: ReadonlySet<string> = new Set<ElementKind>(['node', 'way', 'relation']);
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** One element while its children are heard. */
interface Open {
	readonly kind: ElementKind;
	readonly id: number;
	readonly lng: number;
	readonly lat: number;
	readonly refs: number[];
	readonly members: OsmMember[];
	tags: Record<string, string> | null;
}

/**
 * Tells `sink` the wanted elements of an OSM XML document (wiki.openstreetmap.org/wiki/OSM_XML), in any order.
 * Entities of the document's own are not expanded. Throws ImportRefusal with the line that is wrong.
 */
export async function readXml(source: XmlSource, sink: OsmSink): Promise<void> {
	const document = new XmlDocument(source.name, sink);
	const decoder = new TextDecoder();
	for await (const chunk of source.chunks) document.write(decoder.decode(chunk, { stream: true }));
	document.write(decoder.decode());
	document.close();
}

class XmlDocument {
	readonly #parser = new SaxesParser();
	readonly #file: string;
	readonly #sink: OsmSink;
	#open: Open | null = null;
	#sawRoot = false;
	#silentBytes = 0;

	constructor(file: string, sink: OsmSink) {
		this.#file = file;
		this.#sink = sink;
		this.#parser.on('xmldecl', ({ encoding }) => {
			if (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding)) this.#refuse('malformed', encoding.slice(0, 30));
		});
		this.#parser.on('error', () => this.#refuse(this.#sawRoot ? 'malformed' : 'not-osm'));
		this.#parser.on('opentag', (tag) => this.#begin(tag));
		this.#parser.on('closetag', (tag) => this.#end(tag.name));
	}

	write(text: string): void {
		this.#silentBytes += text.length;
		if (this.#silentBytes > MAX_SILENT_BYTES) this.#refuse(this.#sawRoot ? 'malformed' : 'not-osm');
		this.#parser.write(text);
	}

	/** Says that the file is over. A document whose root is still open was cut off. */
	close(): void {
		const line = this.#parser.line;
		this.#parser.on('error', () => this.#refuse(this.#sawRoot ? 'truncated' : 'not-osm', undefined, line));
		this.#parser.close();
		if (!this.#sawRoot) this.#refuse('not-osm');
	}

	#refuse(reason: ImportReason, detail?: string, line = this.#parser.line): never {
		throw new ImportRefusal(reason, { file: this.#file, position: { unit: 'line', at: line }, detail });
	}

	#begin(tag: SaxesTagPlain): void {
		this.#silentBytes = 0;
		const { name, attributes } = tag;
		if (!this.#sawRoot) {
			if (name !== 'osm') this.#refuse('not-osm', name.slice(0, 30));
			this.#sawRoot = true;
		} else if (KINDS.has(name)) {
			const kind = name as ElementKind;
			const deleted = attributes['action'] === 'delete' || attributes['visible'] === 'false';
			this.#open = this.#sink.wants.has(kind) && !deleted ? this.#element(kind, attributes) : null;
		} else if (this.#open) {
			this.#child(this.#open, name, attributes);
		}
	}

	#element(kind: ElementKind, attributes: Record<string, string>): Open {
		const id = this.#id(attributes['id']);
		const [lng, lat] = kind === 'node' ? this.#position(id, attributes) : [0, 0];
		return { kind, id, lng, lat, refs: [], members: [], tags: null };
	}

	#position(id: number, attributes: Record<string, string>): [number, number] {
		const { lon = '', lat = '' } = attributes;
		if (!DECIMAL.test(lon) || !DECIMAL.test(lat)) this.#refuse('malformed', `${lon} ${lat}`.slice(0, 60));
		if (!isOnGlobe(Number(lon), Number(lat))) {
			throw new ImportRefusal('coordinates-out-of-range', { file: this.#file, position: { unit: 'node', at: id } });
		}
		return [Number(lon), Number(lat)];
	}

	#child(open: Open, name: string, attributes: Record<string, string>): void {
		if (name === 'tag') {
			const { k = '', v = '' } = attributes;
			if (keepsKey(k)) (open.tags ??= Object.create(null) as Record<string, string>)[k] = v;
		} else if (name === 'nd' && open.kind === 'way') {
			open.refs.push(this.#id(attributes['ref']));
		} else if (name === 'member' && open.kind === 'relation') {
			const { type = '', role = '' } = attributes;
			if (!KINDS.has(type)) this.#refuse('malformed', type.slice(0, 30));
			open.members.push({ kind: type as ElementKind, id: this.#id(attributes['ref']), role });
		}
	}

	#end(name: string): void {
		const open = this.#open;
		if (!open || name !== open.kind) return;
		this.#open = null;
		if (open.kind === 'node') this.#sink.node(open.id, open.lng, open.lat, open.tags);
		else if (open.kind === 'way') this.#sink.way(open.id, open.refs, open.tags);
		else this.#sink.relation(open.id, open.members, open.tags);
	}

	#id(text: string | undefined): number {
		const id = text !== undefined && /^[+-]?\d{1,19}$/.test(text) ? Number(text) : NaN;
		if (!isExactId(id)) this.#refuse('malformed', (text ?? '').slice(0, 30));
		return id;
	}
}
