import type { Tags } from '#domain/reach/walkability';
import { NodeTable } from '#server/import/node-table';
import { NumberList } from '#server/import/number-list';
import type { ElementKind, OsmMember, OsmSink } from '#server/import/osm-element';

/** How many references a file may hold before it is called too large: about 0.5 GB of memory. */
export const MAX_REFS = 30_000_000;
/** The same for things that are kept one by one: ways, relations, tagged nodes. */
export const MAX_THINGS = 5_000_000;

/** Thrown where a file holds more than this machine should read at once. */
export class StoreFull extends Error {}

export interface StoredRelation {
	readonly id: number;
	readonly members: readonly OsmMember[];
	readonly tags: Tags;
}

/**
 * Ways and relations of a file, compact. Every way is kept, tagged or not, because a relation that comes later may
 * need it; relations are kept where they have tags an import reads, and the members of all are counted.
 */
export class OsmStore implements OsmSink {
	readonly wants: ReadonlySet<ElementKind> = new Set<ElementKind>(['way', 'relation']);
	readonly relations: StoredRelation[] = [];
	relationCount = 0;
	readonly #wayTags: (Tags | null)[] = [];
	readonly #wayIds = new NumberList();
	readonly #firstRef = new NumberList();
	readonly #refs = new NumberList();
	readonly #relationIds = new Set<number>();
	readonly #memberIds: Readonly<Record<ElementKind, NumberList>> = {
		node: new NumberList(),
		way: new NumberList(),
		relation: new NumberList()
	};
	readonly #wayIndex = new Map<number, number>();

	get wayCount(): number {
		return this.#wayIds.length;
	}

	get refCount(): number {
		return this.#refs.length;
	}

	get memberCount(): number {
		return Object.values(this.#memberIds).reduce((sum, ids) => sum + ids.length, 0);
	}

	node(): void {
		// nodes are for the second reading, when it is known who needs them
	}

	way(id: number, refs: readonly number[], tags: Tags | null): void {
		this.#wayIndex.set(id, this.#wayIds.length);
		this.#wayIds.push(id);
		this.#firstRef.push(this.#refs.length);
		for (const ref of refs) this.#refs.push(ref);
		this.#wayTags.push(tags);
		if (this.#refs.length > MAX_REFS || this.wayCount > MAX_THINGS) throw new StoreFull();
	}

	relation(id: number, members: readonly OsmMember[], tags: Tags | null): void {
		this.relationCount++;
		this.#relationIds.add(id);
		for (const member of members) this.#memberIds[member.kind].push(member.id);
		if (this.memberCount > MAX_REFS || this.relationCount > MAX_THINGS) throw new StoreFull();
		const type = tags?.['type'];
		if (tags && (type === 'multipolygon' || type === 'boundary')) this.relations.push({ id, members, tags });
	}

	wayId(index: number): number {
		return this.#wayIds.at(index);
	}

	/** Index of a way by its id, or -1 where the file does not hold it. */
	wayIndex(id: number): number {
		return this.#wayIndex.get(id) ?? -1;
	}

	wayTags(index: number): Tags | null {
		return this.#wayTags[index] ?? null;
	}

	/** Node ids of a way, in order. */
	wayRefs(index: number): Float64Array {
		const end = index + 1 < this.#firstRef.length ? this.#firstRef.at(index + 1) : this.#refs.length;
		return this.#refs.view().subarray(this.#firstRef.at(index), end);
	}

	/** An empty table of every node that a way or a relation names. */
	nodeTable(): NodeTable {
		const wanted = new Float64Array(this.#refs.length + this.#memberIds.node.length);
		wanted.set(this.#refs.view());
		wanted.set(this.#memberIds.node.view(), this.#refs.length);
		return new NodeTable(wanted);
	}

	/** How many references of ways, and of relations, lead to nothing in the file. */
	dangling(nodes: NodeTable): { readonly refs: number; readonly members: number } {
		const absent = (list: NumberList, has: (id: number) => boolean): number =>
			list.view().reduce((sum, id) => (has(id) ? sum : sum + 1), 0);
		return {
			refs: absent(this.#refs, (id) => nodes.has(id)),
			members:
				absent(this.#memberIds.node, (id) => nodes.has(id)) +
				absent(this.#memberIds.way, (id) => this.#wayIndex.has(id)) +
				absent(this.#memberIds.relation, (id) => this.#relationIds.has(id))
		};
	}
}
