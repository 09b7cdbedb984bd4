import { KNOWN_PREFIXES } from './callCheck';

/** How mobile numbers go on after the calling code: digits, and how many more there are. */
const MOBILES: Record<string, readonly [begin: string, more: number]> = {
	27: ['82', 7],
	34: ['612', 6],
	351: ['912', 6],
	353: ['851', 6],
	39: ['347', 7],
	44: ['7400', 6],
	49: ['1511', 7],
	52: ['5512', 6],
	55: ['1191', 7],
	61: ['412', 6],
	64: ['21', 7],
	77: ['01', 7],
	79: ['16', 7],
	81: ['9012', 6],
	91: ['9812', 6],
	971: ['501', 6],
};

const FREE = ['1800', '1888', '1877'];

export interface CampaignRow {
	id: string;
	name: string;
	/** E.164. */
	phone: string;
}

/** A number with a prefix, different for each place. */
function numberAt(prefix: string, place: number): string {
	const [begin, more] = MOBILES[prefix] ?? ['234', 4];
	return `+${prefix}${begin}${String(place).padStart(more, '0')}`;
}

/** People all over the United States and Canada, every sixth in another country, and some numbers that are at no place. */
export function campaignRows(count: number): CampaignRow[] {
	const american = KNOWN_PREFIXES.filter((prefix) => prefix.startsWith('1'));
	const others = KNOWN_PREFIXES.filter((prefix) => !prefix.startsWith('1'));
	const pick = (list: readonly string[], place: number) => list[place % list.length] ?? '';
	return Array.from({ length: count }, (_, place) => {
		const elsewhere = place % 6 === 5;
		const nowhere = place % 50 === 7;
		const prefix = pick(nowhere ? FREE : elsewhere ? others : american, place * 7);
		return { id: `row-${place}`, name: `Person ${place}`, phone: numberAt(prefix, place) };
	});
}
