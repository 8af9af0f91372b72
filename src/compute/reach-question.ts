import type { LngLat } from '#domain/place/coord';
import type { ReachCircle } from '#domain/reach/circle';
import type { Demand } from '#domain/reach/coverage';
import type { NearestCentres } from '#domain/reach/nearest';
import type { Pace } from '#domain/reach/pace';

/** What can be reached on foot from a place within some times. */
export interface CirclesQuestion {
	readonly position: LngLat;
	readonly minutes: readonly number[];
	readonly pace: Pace;
	/** Who is counted, instead of the demand that was opened: those around one place are enough for its circles. */
	readonly demand?: Demand;
}

/** An answer carries its question, so that whoever shows it can see whether it still is the one asked for. */
export interface CirclesAnswer extends ReachCircle {
	readonly question: Omit<CirclesQuestion, 'demand'>;
}

/** Which centre is nearest on foot to each building. The asker leaves out those that are not open. */
export interface NearestQuestion {
	readonly centres: readonly { readonly id: string; readonly position: LngLat }[];
	readonly pace: Pace;
	readonly maxMinutes: number;
}

export interface NearestAnswer extends NearestCentres {
	readonly question: NearestQuestion;
}

/**
 * Questions about walking in one district: answered in a worker (`openReach`) or right here (`ReachEngine`). Both
 * reject with a ReachRefusal what cannot be answered, and with the signal's reason what was aborted; an aborted
 * question is never answered late.
 */
export interface Reach {
	circles(question: CirclesQuestion, signal?: AbortSignal): Promise<CirclesAnswer>;
	nearest(question: NearestQuestion, signal?: AbortSignal): Promise<NearestAnswer>;
	/** Ends the work and frees its memory; what is still asked is rejected as aborted. */
	close(): void;
}

/** The centre nearest to building number `building` and the minutes of the walk, or null where none is near enough. */
export function nearestTo(answer: NearestAnswer, building: number): { centreId: string; minutes: number } | null {
	const centre = answer.question.centres[answer.centre[building] ?? -1];
	return centre ? { centreId: centre.id, minutes: answer.seconds[building]! / 60 } : null;
}
