import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';
import { eventually } from '../eventually';
import { TestBench, type BenchCall } from '../testBench';
import { resumable } from './support';

type Settings = NonNullable<Parameters<typeof TestBench.start>[0]>;

/** A bridge whose calls lose their agents, and get others from n8n. */
export class LossBench {
	bench!: TestBench;

	/** For the tests of a file: closed after each of them. */
	static forTests(): LossBench {
		const loss = new LossBench();
		afterEach(async () => await loss.bench.close());
		return loss;
	}

	async start(limits: Settings['limits'] = {}, settings: Settings = {}): Promise<void> {
		this.bench = await TestBench.start({ ...settings, limits: { resumeMs: 60_000, ...limits } });
		resumable(this.bench);
	}

	/** A call that goes on with another agent when it has lost its own. */
	async call(): Promise<BenchCall> {
		return await this.bench.call({ resume: true });
	}

	/** The request for another agent is made, and its answer does not come. */
	neverAnswered(): void {
		this.bench.sink.onResume = () => undefined;
	}

	/** @returns gives the answer to the request */
	answerLater(): () => void {
		const { sink } = this.bench;
		let answer: () => void = () => undefined;
		const { onResume } = sink;
		sink.onResume = (...all) => void (answer = () => onResume(...all));
		return () => answer();
	}

	async asked(): Promise<void> {
		await eventually('n8n is asked', () => this.bench.sink.resumeRequests.length === 1);
	}

	/** The report of the call, once it is over. */
	async over(): Promise<BridgeReport> {
		await eventually('no call is left', () => this.bench.bridge.callCount === 0);
		return await this.bench.sink.report();
	}
}
