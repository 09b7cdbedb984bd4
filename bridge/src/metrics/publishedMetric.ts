import { Counter, Gauge, Histogram, type MetricValueWithName, type Registry } from 'prom-client';
import { cumulativeCounts, type LatencyTotals } from './latencyHistogram';

/** One line of a metric: its value, and its labels when it has any. */
export interface Line {
	labels?: Record<string, string>;
	value: number;
}

/** How processes are put together when there are several. */
export type Aggregation = 'sum' | 'max' | 'first';

/** A metric without labels. */
export function one(value: number): Line[] {
	return [{ value }];
}

/** A count for each reason. */
export function byReason(counts: Record<string, number>): Line[] {
	return byKey('reason', counts);
}

/** A count for each value of a label. */
export function byKey(label: string, counts: Record<string, number>): Line[] {
	return Object.entries(counts).map(([key, value]) => ({ labels: { [label]: key }, value }));
}

interface PublishedOptions {
	name: string;
	help: string;
	registry: Registry;
}

interface LinesOptions extends PublishedOptions {
	/** Names of the labels of the lines. */
	labelNames?: string[];
	aggregator?: Aggregation;
	/** Called at each scrape. */
	read: () => Line[];
}

/** A counter whose values are read when it is scraped. The name must end in `_total`. */
export function publishCounter({
	read,
	registry,
	labelNames = [],
	...options
}: LinesOptions): void {
	const counter = new Counter({ ...options, labelNames, registers: [registry] });
	onScrape(counter, () => {
		counter.reset();
		for (const { labels = {}, value } of read()) counter.inc(labels, value);
	});
}

/** A gauge whose values are read when it is scraped. */
export function publishGauge({ read, registry, labelNames = [], ...options }: LinesOptions): void {
	const gauge = new Gauge({ ...options, labelNames, registers: [registry] });
	onScrape(gauge, () => {
		gauge.reset();
		for (const { labels = {}, value } of read()) gauge.set(labels, value);
	});
}

/** Totals of durations as a histogram in seconds. */
export function publishHistogram(
	options: PublishedOptions & {
		/** Upper bounds in milliseconds; see `cumulativeCounts`. */
		boundsMs: readonly number[];
		labelName?: string;
		/** Called at each scrape; one for each value of the label. */
		read: () => Array<{ label?: string; totals: LatencyTotals }>;
	},
): void {
	options.registry.registerMetric(new PublishedHistogram(options));
}

type HistogramOptions = Parameters<typeof publishHistogram>[0];

/** A histogram that does not count itself: it shows totals that are counted elsewhere. */
class PublishedHistogram extends Histogram {
	constructor(private readonly options: HistogramOptions) {
		super({ name: options.name, help: options.help, registers: [] });
	}

	override async get() {
		const { name, help, read } = this.options;
		const values = read().flatMap(({ label, totals }) => this.linesOf(totals, label));
		return { name, help, type: 'histogram', aggregator: 'sum', values } as unknown as Awaited<
			ReturnType<Histogram['get']>
		>;
	}

	/** What the registry asks for when it writes text. */
	async getForPromString() {
		return await this.get();
	}

	private linesOf(totals: LatencyTotals, label = ''): Array<MetricValueWithName<string>> {
		const { name, boundsMs, labelName } = this.options;
		const labels: Record<string, string> = labelName === undefined ? {} : { [labelName]: label };
		const counts = cumulativeCounts(totals, boundsMs);
		const bounds = [...boundsMs.map((ms) => String(ms / 1000)), '+Inf'];
		return [
			...bounds.map((le, place) => ({
				metricName: `${name}_bucket`,
				labels: { ...labels, le },
				value: counts[place] as number,
			})),
			{ metricName: `${name}_sum`, labels, value: totals.sumMs / 1000 },
			{ metricName: `${name}_count`, labels, value: counts[boundsMs.length] as number },
		];
	}
}

function onScrape(metric: Counter | Gauge, collect: () => void): void {
	(metric as { collect?: () => void }).collect = collect;
}
