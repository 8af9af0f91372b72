import type { Palette } from '#map/palette';
import { SYMBOL_RATIO } from '#map/reconcile';
import type { CentreKind, CentreStatus } from '#domain/reach/centre';
import type { WishKind } from '#domain/wishes/wish';

/**
 * The symbols' outlines in a box of 24 × 24, as SVG path data: the map draws them on a canvas, the legend as <path>.
 * Kinds are told by shape, so that they survive any colour vision and a black-and-white print.
 */
export const CENTRE_SHAPES: Readonly<Record<CentreKind, string>> = {
	regional: 'M12 1.6 L21 6.8 V17.2 L12 22.4 L3 17.2 V6.8 Z',
	community: 'M12 2.4 A9.6 9.6 0 1 1 12 21.6 A9.6 9.6 0 1 1 12 2.4 Z',
	building:
		'M5.6 3 H18.4 A2.6 2.6 0 0 1 21 5.6 V18.4 A2.6 2.6 0 0 1 18.4 21 H5.6 A2.6 2.6 0 0 1 3 18.4 V5.6 A2.6 2.6 0 0 1 5.6 3 Z',
	station: 'M12 1.4 L22.6 12 L12 22.6 L1.4 12 Z'
};

/** A pennant: the mark of a service centre. */
export const CENTRE_MARK = 'M8.4 5.8 V18.4 H10 V13.4 L17 10 L10 6.4 V5.8 Z';

/** A bar, as on a closed road. */
export const CLOSED_MARK = 'M6.5 10.8 H17.5 V13.2 H6.5 Z';

export const WISH_SHAPES: Readonly<Record<WishKind, string>> = {
	goods:
		'M4.6 3.4 H19.4 A1.2 1.2 0 0 1 20.6 4.6 V19.4 A1.2 1.2 0 0 1 19.4 20.6 H4.6 A1.2 1.2 0 0 1 3.4 19.4 V4.6 A1.2 1.2 0 0 1 4.6 3.4 Z',
	service: 'M12 2.6 A9.4 9.4 0 1 1 12 21.4 A9.4 9.4 0 1 1 12 2.6 Z',
	urgent: 'M12 1.8 L23 21.2 H1 Z'
};

/** Head and shoulders. */
export const MEMBER_SHAPE = 'M12 3.2 A4.4 4.4 0 1 1 12 12 A4.4 4.4 0 1 1 12 3.2 Z M3.4 21.4 A8.6 8 0 0 1 20.6 21.4 Z';

/** How a centre's symbol is filled: solid where it is open, hollow where it is not. */
export interface CentreLook {
	readonly fill: string;
	readonly stroke: string;
	readonly dash: readonly number[];
	readonly mark: string;
	readonly markColour: string;
}

/** Status by fill: built is not open, and must not look like it. */
export function centreLook(status: CentreStatus, palette: Palette): CentreLook {
	const { centre: red, centreQuiet: quiet, onCentre, halo } = palette;
	switch (status) {
		case 'open':
			return { fill: red, stroke: onCentre, dash: [], mark: CENTRE_MARK, markColour: onCentre };
		case 'built':
			return { fill: halo, stroke: red, dash: [], mark: CENTRE_MARK, markColour: red };
		case 'building':
			return { fill: halo, stroke: red, dash: [3.2, 2], mark: CENTRE_MARK, markColour: quiet };
		case 'planned':
			return { fill: halo, stroke: quiet, dash: [1.4, 2.2], mark: '', markColour: quiet };
		case 'closed':
			return { fill: quiet, stroke: onCentre, dash: [], mark: CLOSED_MARK, markColour: onCentre };
	}
}

/** A centre's symbol, `sizePx` CSS pixels wide. */
export function centreImage(kind: CentreKind, status: CentreStatus, palette: Palette, sizePx: number): ImageData {
	const look = centreLook(status, palette);
	return paint(sizePx, (context) => {
		context.shadowColor = 'rgb(0 0 0 / 0.28)';
		context.shadowBlur = 3;
		outline(context, CENTRE_SHAPES[kind], look.fill, look.stroke, look.dash);
		if (look.mark) {
			context.fillStyle = look.markColour;
			context.fill(new Path2D(look.mark));
		}
	});
}

/** A wish's symbol: shape, colour and letter. */
export function wishImage(kind: WishKind, letter: string, palette: Palette, sizePx: number): ImageData {
	return paint(sizePx, (context) => {
		outline(context, WISH_SHAPES[kind], palette.wish[kind], palette.halo, []);
		context.fillStyle = palette.onWish[kind];
		context.font = '600 11px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		context.fillText(letter, 12, kind === 'urgent' ? 15.4 : 12.4);
	});
}

/** A pin that stands on the chosen building, its foot in the middle of the bottom edge. */
export function pinImage(palette: Palette, sizePx: number): ImageData {
	return paint(sizePx, (context) => {
		context.shadowColor = 'rgb(0 0 0 / 0.35)';
		context.shadowBlur = 3;
		outline(
			context,
			'M12 23 C12 23 4.4 14.6 4.4 9 A7.6 7.6 0 1 1 19.6 9 C19.6 14.6 12 23 12 23 Z',
			palette.selected,
			palette.halo,
			[]
		);
		outline(context, 'M12 5.8 A3 3 0 1 1 12 11.8 A3 3 0 1 1 12 5.8 Z', palette.halo, palette.halo, []);
	});
}

function outline(
	context: CanvasRenderingContext2D,
	path: string,
	fill: string,
	stroke: string,
	dash: readonly number[]
): void {
	const shape = new Path2D(path);
	context.fillStyle = fill;
	context.fill(shape);
	context.shadowColor = 'transparent';
	context.lineWidth = 1.7;
	context.lineJoin = 'round';
	context.setLineDash([...dash]);
	context.strokeStyle = stroke;
	context.stroke(shape);
	context.setLineDash([]);
}

function paint(sizePx: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
	const canvas = document.createElement('canvas');
	const pixels = sizePx * SYMBOL_RATIO;
	canvas.width = canvas.height = pixels;
	// read back at once: drawn by the processor, it need not be fetched from the graphics card
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	// a rim of one unit, so that strokes and shadows are not cut
	const scale = pixels / 26;
	context.setTransform(scale, 0, 0, scale, scale, scale);
	draw(context);
	return context.getImageData(0, 0, pixels, pixels);
}
