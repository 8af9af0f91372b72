import type { Map as GlMap } from 'maplibre-gl';
import type { LngLat } from '#domain/place/coord';

/** Draws on the map with the pointer or one finger. Two fingers and the wheel still move the map. */
export interface Hand {
	begin(at: LngLat, press: { readonly shift: boolean; readonly touch: boolean }): void;
	/** Every place that the stroke has passed since it was heard last, in order. */
	move(passed: readonly LngLat[]): void;
	end(at: LngLat): void;
	/** A second finger came, or the system took the pointer away: it was no stroke. */
	cancel(): void;
}

/** Lets a hand draw on a map; returns how to take it away, which cancels what is being drawn. */
export function layHand(map: GlMap, hand: Hand): () => void {
	const surface = map.getCanvasContainer();
	let pointer: number | null = null;
	const placeOf = ({ clientX, clientY }: PointerEvent): LngLat => {
		const { left, top } = surface.getBoundingClientRect();
		const { lng, lat } = map.unproject([clientX - left, clientY - top]);
		return [lng, lat];
	};
	const drop = () => {
		if (pointer === null) return;
		pointer = null;
		hand.cancel();
	};
	const down = (event: PointerEvent) => {
		if (pointer !== null) return drop();
		if (!event.isPrimary || event.button !== 0) return;
		pointer = event.pointerId;
		// outside the map too the stroke goes on until it is lifted
		surface.setPointerCapture(pointer);
		hand.begin(placeOf(event), { shift: event.shiftKey, touch: event.pointerType === 'touch' });
	};
	const move = (event: PointerEvent) => {
		if (event.pointerId !== pointer) return;
		const between = event.getCoalescedEvents?.() ?? [];
		hand.move((between.length > 0 ? between : [event]).map(placeOf));
	};
	const up = (event: PointerEvent) => {
		if (event.pointerId !== pointer) return;
		pointer = null;
		hand.end(placeOf(event));
	};
	const taken = (event: PointerEvent) => {
		if (event.pointerId === pointer) drop();
	};
	const [pan, box, twice] = [map.dragPan, map.boxZoom, map.doubleClickZoom];
	for (const gesture of [pan, box, twice]) gesture.disable();
	surface.addEventListener('pointerdown', down);
	surface.addEventListener('pointermove', move);
	surface.addEventListener('pointerup', up);
	surface.addEventListener('pointercancel', taken);
	return () => {
		drop();
		for (const gesture of [pan, box, twice]) gesture.enable();
		surface.removeEventListener('pointerdown', down);
		surface.removeEventListener('pointermove', move);
		surface.removeEventListener('pointerup', up);
		surface.removeEventListener('pointercancel', taken);
	};
}
