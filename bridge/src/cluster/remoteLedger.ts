import type { Logger } from 'pino';
import type { CallLedger, ConnectRefusal, Ledger } from '../call/callLedger';
import type { LedgerQuestion, WorkerMessage } from './messages';

/** A primary that takes longer has something worse to do; a caller does not wait for it. */
const ANSWER_TIMEOUT_MS = 500;

type Refusal = ConnectRefusal | null;

/**
 * The ledger of a worker: asks the primary, which hears of the calls of all workers. When the primary does not answer in time, what this
 * process knows is enough: a caller is better served than lost, and a stream that should not have been takes nothing, because a
 * join URL of Ultravox's works once (ultravox.md §8.1).
 */
export class RemoteLedger implements Ledger {
	private readonly questions = new Map<number, (refusal: Refusal) => void>();
	private lastId = 0;

	constructor(
		private readonly own: CallLedger,
		private readonly send: (message: WorkerMessage) => void,
		private readonly log: Logger,
	) {}

	async connect(callId: string): Promise<ConnectRefusal | undefined> {
		const refused = this.own.connect(callId);
		if (refused) return refused;
		return (await this.ask('connect', callId)) ?? undefined;
	}

	async spend(callId: string): Promise<boolean> {
		if (!this.own.spend(callId)) return false;
		return (await this.ask('spend', callId)) === null;
	}

	/** The primary's answer to a question. */
	answered(id: number, refusal: Refusal): void {
		this.questions.get(id)?.(refusal);
	}

	private async ask(question: LedgerQuestion, callId: string): Promise<Refusal> {
		const id = ++this.lastId;
		return await new Promise((resolve) => {
			const answer = (refusal: Refusal) => {
				clearTimeout(timer);
				this.questions.delete(id);
				resolve(refusal);
			};
			const timer = setTimeout(() => {
				this.log.warn({ question }, 'the first process does not answer: asked only this one');
				answer(null);
			}, ANSWER_TIMEOUT_MS);
			this.questions.set(id, answer);
			this.send({ type: 'ledger', id, question, callId });
		});
	}
}
