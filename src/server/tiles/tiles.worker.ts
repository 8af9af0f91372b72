import { parentPort } from 'node:worker_threads';
import { CellTiles } from '#server/tiles/cell-tiles';
import { planShapes, type PlanShape } from '#server/tiles/plan-shapes';
import type { PlanKey, TilesAnswer, ToTilesThread } from '#server/tiles/tiles-messages';

interface OpenPlan {
	readonly tiles: CellTiles;
	readonly shapes: ReadonlyMap<string, PlanShape>;
}

const plans = new Map<PlanKey, OpenPlan>();

function answer(question: ToTilesThread): TilesAnswer {
	if (question.kind === 'open') return open(question);
	if (question.kind === 'close') {
		plans.delete(question.key);
		return { kind: 'closed' };
	}
	const plan = plans.get(question.key);
	if (!plan) return { kind: 'unknown' };
	if (question.kind === 'outline') return { kind: 'outline', shape: plan.shapes.get(question.node) ?? null };
	if (question.kind === 'outlines') return { kind: 'outlines', shapes: shapesOf(plan.shapes, question.community) };
	return { kind: 'tile', bytes: plan.tiles.tile(question.z, question.x, question.y) };
}

function open({ key, ground, parcels }: Extract<ToTilesThread, { kind: 'open' }>): TilesAnswer {
	const shapes = planShapes(ground, parcels);
	plans.set(key, { tiles: new CellTiles(shapes), shapes: new Map(shapes.map((shape) => [shape.node, shape])) });
	return { kind: 'opened', nodes: shapes.map(({ node, level, parent, label }) => ({ node, level, parent, label })) };
}

function shapesOf(shapes: OpenPlan['shapes'], community: string): PlanShape[] {
	const inside = (shape: PlanShape): boolean => {
		if (shape.node === community) return true;
		const parent = shape.parent === null ? undefined : shapes.get(shape.parent);
		return parent !== undefined && inside(parent);
	};
	return [...shapes.values()].filter(inside);
}

parentPort?.on('message', (question: ToTilesThread) => {
	let said: TilesAnswer;
	try {
		said = answer(question);
	} catch (error) {
		said = { kind: 'failed', reason: error instanceof Error ? error.name : 'Error' };
	}
	parentPort?.postMessage({ ...said, id: question.id });
});
