import type { CellFate } from '#domain/division/compare';
import type { PlanStatus } from '#domain/division/plan';
import type { PlanAct } from '#domain/division/plan-sheet';
import type { CellKind } from '#domain/place/survey';
import type { MessageKey } from '#ui/text/translate';

type Labels<Value extends string> = Readonly<Record<Value, MessageKey>>;

export const STATUS: Labels<PlanStatus> = {
	draft: 'plans.statusDraft',
	reviewed: 'plans.statusReviewed',
	published: 'plans.statusPublished',
	enacted: 'plans.statusEnacted',
	effective: 'plans.statusEffective',
	retired: 'plans.statusRetired'
};

/** What a status means for whoever reads it. */
export const STATUS_MEANS: Labels<PlanStatus> = {
	draft: 'plans.meansDraft',
	reviewed: 'plans.meansReviewed',
	published: 'plans.meansPublished',
	enacted: 'plans.meansEnacted',
	effective: 'plans.meansEffective',
	retired: 'plans.meansRetired'
};

/** What a turn from one status to the next is called, by where it leads. */
export const TURN: Labels<PlanStatus> = {
	draft: 'plans.turnDraft',
	reviewed: 'plans.turnReviewed',
	published: 'plans.turnPublished',
	enacted: 'plans.turnEnacted',
	effective: 'plans.turnEffective',
	retired: 'plans.turnRetired'
};

export const DONE: Labels<Exclude<PlanAct, 'paint' | 'import' | 'discard'>> = {
	handIn: 'plans.doneHandIn',
	publish: 'plans.donePublish',
	giveDay: 'plans.doneGiveDay',
	sendBack: 'plans.doneSendBack'
};

export const FATE: Labels<CellFate> = {
	new: 'plans.fateNew',
	gone: 'plans.fateGone',
	changed: 'plans.fateChanged',
	same: 'plans.fateSame'
};

export const KIND: Labels<Exclude<CellKind, 'ordinary'>> = {
	industrial: 'explore.specialIndustrial',
	mall: 'explore.specialMall',
	campus: 'explore.specialCampus',
	site: 'explore.specialSite'
};
