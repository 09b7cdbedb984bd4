/** One line with a value. */
export interface Sample {
	name: string;
	labels: Record<string, string>;
	value: number;
}

interface Family {
	name: string;
	type: string;
	samples: Sample[];
}

/**
 * Reads the text format 0.0.4 of Prometheus, more strictly than Prometheus does: every family has one HELP and one TYPE in this order, its
 * lines stand together, no series comes twice, counters do not sink below 0 and end in `_total`, and histograms are whole.
 * Throws an Error that names the line.
 */
export class Exposition {
	readonly samples: Sample[] = [];
	private readonly families = new Map<string, Family>();
	private readonly seen = new Set<string>();

	constructor(text: string) {
		if (!text.endsWith('\n')) throw new Error('The text does not end with a line feed.');
		let family: Family | undefined;
		let helped: string | undefined;
		for (const line of text.split('\n')) {
			if (line === '') continue;
			const help = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)+$/.exec(line)?.[1];
			const type = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)$/.exec(
				line,
			);
			if (help !== undefined) {
				helped = help;
			} else if (type) {
				if (type[1] !== helped) throw new Error(`There is no HELP right before: ${line}`);
				family = { name: type[1] as string, type: type[2] as string, samples: [] };
				if (this.families.has(family.name)) throw new Error(`A family comes twice: ${line}`);
				this.families.set(family.name, family);
			} else {
				this.addSample(line, family);
			}
		}
		for (const each of this.families.values()) checkFamily(each);
	}

	/** The value of a series. Throws when there is none. */
	value(name: string, labels: Record<string, string> = {}): number {
		const key = keyOf(name, labels);
		const sample = this.samples.find((one) => keyOf(one.name, one.labels) === key);
		if (!sample) throw new Error(`There is no ${key}.`);
		return sample.value;
	}

	private addSample(line: string, family: Family | undefined): void {
		const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
		if (!match || !family) throw new Error(`This is no line of a metric: ${line}`);
		const sample = {
			name: match[1] as string,
			labels: labelsIn(match[2] ?? '', line),
			value: numberIn(match[3] as string, line),
		};
		const allowed =
			family.type === 'histogram'
				? ['_bucket', '_sum', '_count'].map((end) => family.name + end)
				: [family.name];
		if (!allowed.includes(sample.name)) throw new Error(`This is not of ${family.name}: ${line}`);
		const key = keyOf(sample.name, sample.labels);
		if (this.seen.has(key)) throw new Error(`A series comes twice: ${line}`);
		this.seen.add(key);
		family.samples.push(sample);
		this.samples.push(sample);
	}
}

function keyOf(name: string, labels: Record<string, string>): string {
	const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
	return `${name}{${pairs.sort().join(',')}}`;
}

function labelsIn(text: string, line: string): Record<string, string> {
	const labels: Record<string, string> = {};
	const pair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/y;
	while (pair.lastIndex < text.length) {
		const match = pair.exec(text);
		if (!match) throw new Error(`The labels cannot be read: ${line}`);
		const [, name = '', value = ''] = match;
		if (name in labels) throw new Error(`A label comes twice: ${line}`);
		labels[name] = value;
	}
	return labels;
}

function numberIn(text: string, line: string): number {
	if (text === '+Inf') return Number.POSITIVE_INFINITY;
	// Not a number: so does prom-client write it, and Prometheus takes it.
	if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && text !== 'Nan') {
		throw new Error(`This is no number: ${line}`);
	}
	return Number(text);
}

function checkFamily({ name, type, samples }: Family): void {
	if (type === 'counter') {
		if (!name.endsWith('_total')) throw new Error(`A counter does not end in _total: ${name}`);
		if (samples.some(({ value }) => !(value >= 0)))
			throw new Error(`A counter is below 0: ${name}`);
	}
	if (type !== 'histogram') return;
	const groups = new Map<string, Sample[]>();
	for (const sample of samples) {
		const key = keyOf('', { ...sample.labels, le: '' });
		groups.set(key, [...(groups.get(key) ?? []), sample]);
	}
	for (const group of groups.values()) checkHistogram(name, group);
}

function checkHistogram(name: string, samples: Sample[]): void {
	const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
	const bounds = buckets.map(({ labels }) => (labels.le === '+Inf' ? Infinity : Number(labels.le)));
	const rising = (values: number[], least: number) =>
		values.every((value, place) => place === 0 || value - (values[place - 1] as number) >= least);
	if (!rising(bounds.slice(0, -1), Number.MIN_VALUE) || bounds.at(-1) !== Infinity) {
		throw new Error(`The bounds do not rise to +Inf: ${name}`);
	}
	const counts = buckets.map(({ value }) => value);
	if (!rising(counts, 0)) throw new Error(`The buckets are not cumulative: ${name}`);
	const of = (end: string) => samples.filter((sample) => sample.name === name + end);
	if (of('_sum').length !== 1 || of('_count')[0]?.value !== counts.at(-1)) {
		throw new Error(`Sum or count are missing or wrong: ${name}`);
	}
}
