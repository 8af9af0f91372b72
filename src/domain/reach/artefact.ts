import { EARTH_RADIUS_M } from '#domain/place/coord';
import { ByteReader, ByteWriter, checksum } from '#domain/reach/bytes';
import { ReachRefusal } from '#domain/reach/refusal';
import { assembleNetwork, metresFromDm, shapeFrom, shapeTo, type StreetNetwork } from '#domain/reach/street-network';

/*
 * The stored form of a network, version 1. All numbers are variable-length (LEB128), signed ones zigzag; every column
 * is written whole, so that a general compressor (gzip, brotli) on the way finds like beside like.
 *
 *   magic 'GZN1' · checksum of the rest · origin lng, lat as float64
 *   number of nodes, of shapes, of inner points
 *   nodes, in their order along a Hilbert curve: Δx · Δy, in decimetres
 *   shapes: how many start at each node · target − start · inner points each
 *   inner points: x · y, as the difference from even spacing on the straight line to the end of the shape
 *   lengths, as the difference from the length of the drawn line; steps, as gaps between the shapes that have some
 */
const MAGIC = [0x47, 0x5a, 0x4e] as const;
const VERSION = 0x31;
const HEADER_BYTES = 8;

/** Stores a network: about 6 bytes per point of the survey, half of that once compressed. Loses nothing. */
export function encodeNetwork(network: StreetNetwork): Uint8Array {
	const body = new ByteWriter();
	body.float64(network.origin[0]);
	body.float64(network.origin[1]);
	const shapes = network.shapeForward.length;
	const nodes = network.x.length;
	body.unsigned(nodes);
	body.unsigned(shapes);
	body.unsigned(network.shapeX.length - 2 * shapes);
	for (const axis of [network.x, network.y]) writeDifferences(body, axis);
	writeEnds(body, network);
	for (let s = 0; s < shapes; s++) body.unsigned(network.firstShapePoint[s + 1]! - network.firstShapePoint[s]! - 2);
	for (const axis of [network.shapeX, network.shapeY]) writeBends(body, network.firstShapePoint, axis);
	for (let s = 0; s < shapes; s++) {
		const drawn = drawnLengthDm(network.origin[1], network.shapeX, network.shapeY, network.firstShapePoint, s);
		body.signed(network.edgeLengthDm[network.shapeForward[s]!]! - drawn);
	}
	writeSteps(body, network);
	const payload = body.finish();
	const bytes = new Uint8Array(HEADER_BYTES + payload.length);
	bytes.set([...MAGIC, VERSION]);
	new DataView(bytes.buffer).setUint32(4, checksum(payload));
	bytes.set(payload, HEADER_BYTES);
	return bytes;
}

/**
 * Reads what `encodeNetwork` wrote. Refuses with 'unknown-network-version' what a later version wrote, and with
 * 'damaged-network' everything that is cut, altered or something else.
 */
export function decodeNetwork(bytes: Uint8Array): StreetNetwork {
	if (bytes.length < HEADER_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) {
		throw new ReachRefusal('damaged-network');
	}
	if (bytes[3] !== VERSION) throw new ReachRefusal('unknown-network-version');
	const payload = bytes.subarray(HEADER_BYTES);
	if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(4) !== checksum(payload)) {
		throw new ReachRefusal('damaged-network');
	}
	return readBody(new ByteReader(payload));
}

function readBody(body: ByteReader): StreetNetwork {
	const origin = [body.float64(), body.float64()] as const;
	// every node, shape and inner point takes at least two bytes: a count beyond that is damage, not a request for memory
	const nodes = body.count(2);
	const shapes = body.count(2);
	const inner = body.count(2);
	const x = readDifferences(body, nodes);
	const y = readDifferences(body, nodes);
	const { from, to } = readEnds(body, nodes, shapes);
	const firstPoint = new Uint32Array(shapes + 1);
	for (let s = 0; s < shapes; s++) firstPoint[s + 1] = firstPoint[s]! + body.unsigned() + 2;
	body.expect(firstPoint[shapes] === inner + 2 * shapes);
	const shapeX = readBends(body, firstPoint, x, from, to);
	const shapeY = readBends(body, firstPoint, y, from, to);
	const lengthDm = new Uint32Array(shapes);
	for (let s = 0; s < shapes; s++) {
		const length = drawnLengthDm(origin[1], shapeX, shapeY, firstPoint, s) + body.signed();
		body.expect(length >= 1 && length <= 0xffffffff);
		lengthDm[s] = length;
	}
	const stepsDm = readSteps(body, lengthDm);
	body.end();
	return assembleNetwork(origin, x, y, { from, to, lengthDm, stepsDm, firstPoint, x: shapeX, y: shapeY });
}

const inDm = (metres: number) => Math.round(metres * 10);

function writeDifferences(body: ByteWriter, values: Float32Array): void {
	let before = 0;
	for (const value of values) {
		body.signed(inDm(value) - before);
		before = inDm(value);
	}
}

function readDifferences(body: ByteReader, count: number): Float32Array {
	const values = new Float32Array(count);
	let value = 0;
	for (let i = 0; i < count; i++) values[i] = metresFromDm((value += body.signed()));
	return values;
}

/** Shapes stand in the order of their first node, so a count per node tells where each starts. */
function writeEnds(body: ByteWriter, network: StreetNetwork): void {
	const starting = new Uint32Array(network.x.length);
	const shapes = network.shapeForward.length;
	for (let s = 0; s < shapes; s++) starting[shapeFrom(network, s)]!++;
	for (const count of starting) body.unsigned(count);
	for (let s = 0; s < shapes; s++) body.unsigned(shapeTo(network, s) - shapeFrom(network, s));
}

function readEnds(body: ByteReader, nodes: number, shapes: number): { from: Uint32Array; to: Uint32Array } {
	const from = new Uint32Array(shapes);
	const to = new Uint32Array(shapes);
	let s = 0;
	for (let node = 0; node < nodes; node++) {
		const count = body.unsigned();
		body.expect(s + count <= shapes);
		from.fill(node, s, s + count);
		s += count;
	}
	body.expect(s === shapes);
	for (s = 0; s < shapes; s++) {
		to[s] = from[s]! + body.unsigned();
		body.expect(to[s]! < nodes);
	}
	return { from, to };
}

/** Where the next point would lie if the rest of the shape were straight and evenly spaced. */
function evenly(before: number, end: number, stretchesLeft: number): number {
	return before + Math.trunc((end - before) / stretchesLeft);
}

function writeBends(body: ByteWriter, firstPoint: Uint32Array, axis: Float32Array): void {
	for (let s = 0; s + 1 < firstPoint.length; s++) {
		const last = firstPoint[s + 1]! - 1;
		const end = inDm(axis[last]!);
		let before = inDm(axis[firstPoint[s]!]!);
		for (let p = firstPoint[s]! + 1; p < last; p++) {
			body.signed(inDm(axis[p]!) - evenly(before, end, last - p + 1));
			before = inDm(axis[p]!);
		}
	}
}

function readBends(
	body: ByteReader,
	firstPoint: Uint32Array,
	nodeAxis: Float32Array,
	from: Uint32Array,
	to: Uint32Array
): Float32Array {
	const axis = new Float32Array(firstPoint[firstPoint.length - 1]!);
	for (let s = 0; s < from.length; s++) {
		const last = firstPoint[s + 1]! - 1;
		axis[firstPoint[s]!] = nodeAxis[from[s]!]!;
		axis[last] = nodeAxis[to[s]!]!;
		const end = inDm(axis[last]!);
		let before = inDm(axis[firstPoint[s]!]!);
		for (let p = firstPoint[s]! + 1; p < last; p++) {
			before = evenly(before, end, last - p + 1) + body.signed();
			axis[p] = metresFromDm(before);
		}
	}
	return axis;
}

function writeSteps(body: ByteWriter, network: StreetNetwork): void {
	const withSteps = Array.from(network.shapeForward.keys()).filter(
		(s) => network.edgeStepsDm[network.shapeForward[s]!]! > 0
	);
	body.unsigned(withSteps.length);
	let before = 0;
	for (const s of withSteps) {
		const edge = network.shapeForward[s]!;
		body.unsigned(s - before);
		body.unsigned(network.edgeLengthDm[edge]! - network.edgeStepsDm[edge]!);
		before = s;
	}
}

function readSteps(body: ByteReader, lengthDm: Uint32Array): Uint32Array {
	const stepsDm = new Uint32Array(lengthDm.length);
	const count = body.count(2);
	let s = 0;
	for (let i = 0; i < count; i++) {
		s += body.unsigned();
		body.expect(s < lengthDm.length);
		const level = body.unsigned();
		body.expect(level < lengthDm[s]!);
		stepsDm[s] = lengthDm[s]! - level;
	}
	return stepsDm;
}

const RADIANS = Math.PI / 180;

/** Cosine by its Taylor series: Math.cos may differ in the last bit between browsers, + and × may not. */
function steadyCosine(radians: number): number {
	const square = radians * radians;
	let [term, sum] = [1, 1];
	for (let n = 2; n <= 20; n += 2) {
		term *= -square / (n * (n - 1));
		sum += term;
	}
	return sum;
}

/** Length of a shape as its points draw it, in decimetres: within a few of the true one, and the same everywhere. */
function drawnLengthDm(
	originLat: number,
	x: Float32Array,
	y: Float32Array,
	firstPoint: Uint32Array,
	shape: number
): number {
	const first = firstPoint[shape]!;
	const latitude = originLat * RADIANS + y[first]! / EARTH_RADIUS_M;
	const stretch = steadyCosine(latitude) / steadyCosine(originLat * RADIANS);
	let metres = 0;
	for (let p = first + 1; p < firstPoint[shape + 1]!; p++) {
		const dx = (x[p]! - x[p - 1]!) * stretch;
		const dy = y[p]! - y[p - 1]!;
		metres += Math.sqrt(dx * dx + dy * dy);
	}
	return Math.round(metres * 10);
}
