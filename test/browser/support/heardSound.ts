import type { Page } from 'playwright-core';

/** What comes out of the page's loudspeakers on one side. */
export interface HeardSide {
	/** Loudest sample of the last moment, 0 to 1. */
	peak: number;
	/** Hertz of the loudest tone. */
	tone: number;
}

interface Measured {
	left?: AnalyserNode;
	right?: AnalyserNode;
}

/** Measures from now on everything that the page plays. Before the page is loaded. */
export async function measureSound(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const measured: Measured = {};
		Object.assign(window, { measured });
		const inputs = new Map<BaseAudioContext, ChannelSplitterNode>();
		const connect = AudioNode.prototype.connect as (target: AudioNode) => AudioNode;
		const inputOf = (context: BaseAudioContext) => {
			const known = inputs.get(context);
			if (known) return known;
			const splitter = context.createChannelSplitter(2);
			const [left, right] = [context.createAnalyser(), context.createAnalyser()];
			for (const analyser of [left, right]) analyser.fftSize = 2048;
			splitter.connect(left, 0);
			splitter.connect(right, 1);
			Object.assign(measured, { left, right });
			inputs.set(context, splitter);
			return splitter;
		};
		AudioNode.prototype.connect = function (this: AudioNode, ...target: unknown[]) {
			if (target[0] instanceof AudioDestinationNode) connect.call(this, inputOf(this.context));
			return connect.apply(this, target as [AudioNode]);
		} as typeof AudioNode.prototype.connect;
	});
}

/** What is heard at this moment; undefined while nothing is played. */
export async function heardSound(
	page: Page,
): Promise<{ left: HeardSide; right: HeardSide } | undefined> {
	return await page.evaluate(() => {
		const { left, right } = (window as unknown as { measured: Measured }).measured;
		if (!left || !right || left.context.state === 'closed') return undefined;
		const sideOf = (analyser: AnalyserNode) => {
			const samples = new Float32Array(analyser.fftSize);
			analyser.getFloatTimeDomainData(samples);
			const tones = new Float32Array(analyser.frequencyBinCount);
			analyser.getFloatFrequencyData(tones);
			const bin = tones.indexOf(Math.max(...tones));
			return {
				peak: Math.max(...samples.map(Math.abs)),
				tone: (bin * analyser.context.sampleRate) / analyser.fftSize,
			};
		};
		return { left: sideOf(left), right: sideOf(right) };
	});
}
