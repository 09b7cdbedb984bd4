/** Why a callback failed, in the words of the fragment option `rp` (plivo.md §6.8); a 3xx counts as unusable too. */
export type CallbackFailure = '3xx' | '4xx' | '5xx' | 'ct' | 'rt';

/** How Plivo delivers a callback: the fragment of its URL, or the defaults. */
export interface DeliveryOptions {
	connectTimeoutMs: number;
	readTimeoutMs: number;
	/** For all attempts together. */
	totalTimeoutMs: number;
	retries: number;
	retryOn: ReadonlySet<CallbackFailure>;
}

export const DEFAULT_DELIVERY: DeliveryOptions = {
	connectTimeoutMs: 2000,
	readTimeoutMs: 40_000,
	totalTimeoutMs: 55_000,
	retries: 1,
	retryOn: new Set(['ct', 'rt']),
};

const EDGES = [
	'nearest',
	'local',
	'n_california',
	'n_virginia',
	'frankfurt',
	'singapore',
	'mumbai',
];

interface NumberOption {
	key: string;
	field: 'connectTimeoutMs' | 'readTimeoutMs' | 'totalTimeoutMs' | 'retries';
	least: number;
	most: number;
}

const NUMBER_OPTIONS: NumberOption[] = [
	{ key: 'ct', field: 'connectTimeoutMs', least: 100, most: 10_000 },
	{ key: 'rt', field: 'readTimeoutMs', least: 100, most: 40_000 },
	{ key: 'tt', field: 'totalTimeoutMs', least: 100, most: 55_000 },
	{ key: 'rc', field: 'retries', least: 0, most: 5 },
];

/**
 * Takes a callback URL apart: the part that is transmitted and signed, and the options of its
 * fragment. What the fragment says wrongly is passed to `onMistake` and its default holds.
 */
export function readCallbackUrl(
	url: string,
	onMistake: (mistake: string) => void,
): { url: string; delivery: DeliveryOptions } {
	const hash = url.indexOf('#');
	if (hash === -1) return { url, delivery: DEFAULT_DELIVERY };
	const delivery = { ...DEFAULT_DELIVERY };
	for (const [key, value] of new URLSearchParams(url.slice(hash + 1))) {
		const option = NUMBER_OPTIONS.find((candidate) => candidate.key === key);
		if (option) {
			const number = /^\d+$/.test(value) ? Number(value) : NaN;
			if (number >= option.least && number <= option.most) delivery[option.field] = number;
			else onMistake(`${key}=${value} is outside ${option.least} to ${option.most}`);
		} else if (key === 'rp') {
			const conditions = value.split(',');
			const retryOn = conditions.flatMap(failuresOf);
			if (retryOn.length < conditions.length) onMistake(`rp=${value} is not known`);
			else delivery.retryOn = new Set(retryOn);
		} else if (key !== 'er' || !EDGES.includes(value)) {
			onMistake(`${key}=${value} is not known`);
		}
	}
	return { url: url.slice(0, hash), delivery };
}

function failuresOf(condition: string): CallbackFailure[] {
	switch (condition) {
		case 'all':
			return ['3xx', '4xx', '5xx', 'ct', 'rt'];
		case '4xx':
		case '5xx':
		case 'ct':
		case 'rt':
			return [condition];
		default:
			return [];
	}
}
