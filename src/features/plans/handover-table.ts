import type { Handover, HandoverCell } from '#domain/division/handover';
import { dutyName, type DistrictSettings } from '#domain/place/settings';
import { WISH_KIND, WISH_STATE } from '#ui/labels';
import type { Words } from '#ui/text/context';

/** How a handover list speaks of cells and people. */
export class HandoverWords {
	readonly #words: Words;
	readonly #settings: DistrictSettings;

	constructor(words: Words, settings: DistrictSettings) {
		this.#words = words;
		this.#settings = settings;
	}

	/** Who is in charge of a cell; a name that is withheld stays a duty alone. */
	people(cell: HandoverCell | null): string {
		if (!cell) return '';
		const { t } = this.#words;
		if (cell.people.length === 0) return t('plans.nobody');
		return cell.people
			.map(({ duty, name, standIn }) => {
				const person = t('plans.person', { duty: this.duty(duty), name: name || t('plans.nameWithheld') });
				return standIn ? t('plans.standIn', { person }) : person;
			})
			.join(t('plans.listComma'));
	}

	duty(key: string): string {
		return dutyName(this.#settings, key, this.#words.locale);
	}

	units(numbers: readonly number[]): string {
		return this.#words.t('plans.unitNumbers', { numbers: numbers.join(this.#words.t('plans.listComma')) });
	}

	wish({ kind, state }: { readonly kind: string; readonly state: string }): string {
		const { t } = this.#words;
		const key = Object.hasOwn(WISH_KIND, kind) ? WISH_KIND[kind as keyof typeof WISH_KIND] : null;
		const stateKey = Object.hasOwn(WISH_STATE, state) ? WISH_STATE[state as keyof typeof WISH_STATE] : null;
		return t('plans.wish', { kind: key ? t(key) : kind, state: stateKey ? t(stateKey) : state });
	}
}

/** The whole list as one table for a spreadsheet: what it is, from whom to whom. The first row names the columns. */
export function handoverTable(
	handover: Handover,
	words: Words,
	settings: DistrictSettings
): (string | number | null)[][] {
	const { t } = words;
	const say = new HandoverWords(words, settings);
	const side = (cell: HandoverCell | null) => [cell?.code ?? '', cell?.name ?? '', say.people(cell)];
	const nothing = ['', '', ''];
	return [
		[
			...[t('plans.csvWhat'), t('plans.csvName'), t('plans.csvDetail'), t('plans.households')],
			...[t('plans.csvFromCode'), t('plans.csvFrom'), t('plans.csvFromPeople')],
			...[t('plans.csvToCode'), t('plans.csvTo'), t('plans.csvToPeople')]
		],
		...handover.buildings.map(({ name, units, households, from, to }) => [
			...[t('plans.csvBuilding'), name, say.units(units), households],
			...[...side(from), ...side(to)]
		]),
		...handover.members.map(({ name, from, to }) => [
			...[t('plans.csvMember'), name || t('plans.nameWithheld'), '', null],
			...[...side(from), ...side(to)]
		]),
		...handover.duties.map(({ duty, name, from }) => [
			...[t('plans.csvDuty'), name || t('plans.nameWithheld'), say.duty(duty), null],
			...[from.code ?? '', from.name, '', ...nothing]
		]),
		...handover.wishes.map((wish) => [
			...[t('plans.csvWish'), say.wish(wish), '', null],
			...[...side(wish.from), ...side(wish.to)]
		]),
		...handover.begins.map((cell) => [t('plans.csvBegins'), cell.name, '', null, ...nothing, ...side(cell)]),
		...handover.ends.map(({ name, code }) => [t('plans.csvEnds'), name, '', null, code ?? '', name, '', ...nothing])
	];
}
