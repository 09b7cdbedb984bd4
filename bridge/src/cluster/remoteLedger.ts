import type { Logger } from 'pino';
import type { CallLedger, ConnectRefusal, Ledger } from '../call/callLedger';
import type { LedgerQuestion, LedgerRefusal, WorkerMessage } from './messages';

/** A primary that takes longer has something worse to do; a caller does not wait for it. */
const ANSWER_TIMEOUT_MS = 500;

type Refusal = LedgerRefusal | null;

/**
 * The ledger of a worker: asks the primary, which hears of the calls of all workers. When the primary does not answer in time, what this
 * process knows is enough: a caller is better served than lost, and a stream that should not have been takes nothing, because a
 * join URL of Ultravox's works once (ultravox.md §8.1).
 */
export class RemoteLedger implements Ledger {
	private readonly questions = new Map<number, (refusal: Refusal | undefined) => void>();
	private lastId = 0;

	constructor(
		private readonly own: CallLedger,
		private readonly send: (message: WorkerMessage) => void,
		private readonly log: Logger,
	) {}

	async connect(callId: string): Promise<ConnectRefusal | undefined> {
		const refused = this.own.connect(callId);
		if (refused) return refused;
		const answer = await this.askAbout('connect', callId);
		return answer === 'taken' ? undefined : (answer ?? undefined);
	}

	async spend(callId: string): Promise<boolean> {
		if (!this.own.spend(callId)) return false;
		return ((await this.askAbout('spend', callId)) ?? null) === null;
	}

	disown(callId: string): void {
		this.own.disown(callId);
		this.send({ type: 'disown', callId });
	}

	/** The primary is asked first: what this process was told first need not have been the first of all. */
	async claim(name: string, owner: string): Promise<boolean> {
		const answer = await this.ask('claim', (id) => ({ type: 'claim', id, name, owner }));
		if (answer === undefined) return this.own.claim(name, owner);
		// For the time when the primary does not answer.
		if (answer === null) this.own.claim(name, owner);
		return answer === null;
	}

	/** The primary's answer to a question. */
	answered(id: number, refusal: Refusal): void {
		this.questions.get(id)?.(refusal);
	}

	private async askAbout(question: LedgerQuestion, callId: string): Promise<Refusal | undefined> {
		return await this.ask(question, (id) => ({ type: 'ledger', id, question, callId }));
	}

	/** Undefined when no answer came in time. */
	private async ask(
		question: string,
		message: (id: number) => WorkerMessage,
	): Promise<Refusal | undefined> {
		const id = ++this.lastId;
		return await new Promise((resolve) => {
			const answer = (refusal: Refusal | undefined) => {
				clearTimeout(timer);
				this.questions.delete(id);
				resolve(refusal);
			};
			const timer = setTimeout(() => {
				this.log.warn({ question }, 'the first process does not answer: asked only this one');
				answer(undefined);
			}, ANSWER_TIMEOUT_MS);
			this.questions.set(id, answer);
			this.send(message(id));
		});
	}
}
