import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isPublished, publish } from './publish';
import { cause } from './refusal';
import type { Memory } from './remember';
import { recall } from './remember';
import { restore } from './restore';
import { beginTest, endTest } from './testMode';
import { beginTurn, runRestore, takeOver, turnKey } from './turns';

/**
 * Milliseconds after `delete` until Plivo is put back. n8n also calls `delete` before it publishes a new version, 0.3 to
 * 0.8 seconds before `checkExists`, and says nothing by which the two could be told apart.
 */
const GRACE_MS = 4_000;

/** Starts a task that never throws, when the grace is over. */
export type AfterGrace = (task: () => Promise<void>) => void;

const afterGraceByClock: AfterGrace = (task) => {
	void sleep(GRACE_MS).then(task);
};

const isTest = (context: IHookFunctions) => context.getMode() === 'manual';

function logNotCleared(context: IHookFunctions, error: unknown): void {
	context.logger.warn('Inbound Call Trigger: could not be cleared up at Plivo', {
		cause: cause(error),
	});
}

function restoreAfterGrace(context: IHookFunctions, memory: Memory, afterGrace: AfterGrace): void {
	const key = turnKey(context);
	const isLatest = beginTurn(key);
	afterGrace(async () => {
		try {
			await runRestore(key, async () => await restore(context, memory, isLatest));
		} catch (error) {
			logNotCleared(context, error);
		}
	});
}

/**
 * The `webhookMethods` of the trigger.
 * @param afterGrace how an unpublish waits for a publish that may follow
 */
export function createPublicationMethods(afterGrace: AfterGrace = afterGraceByClock) {
	return {
		/** Whether everything at Plivo is exactly as `create` would leave it. Never throws. */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) return false;
			await takeOver(turnKey(this));
			try {
				return await isPublished(this);
			} catch (error) {
				this.logger.info('Inbound Call Trigger: publishing anew, the state at Plivo is unclear', {
					cause: cause(error),
				});
				return false;
			}
		},

		/** @throws NodeOperationError that names the input to fix; Plivo is as it was before then */
		async create(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) {
				await beginTest(this);
				return true;
			}
			await takeOver(turnKey(this));
			await publish(this);
			return true;
		},

		/**
		 * Never throws: n8n would leave the webhook of an unpublished workflow alive. The end of a test is cleared up at
		 * once; for a published workflow nothing happens at Plivo until it is clear that no new version follows.
		 */
		async delete(this: IHookFunctions): Promise<boolean> {
			try {
				const { test, production } = recall(this);
				if (test !== undefined) await endTest(this, test);
				else if (production !== undefined) restoreAfterGrace(this, production, afterGrace);
			} catch (error) {
				logNotCleared(this, error);
			}
			return true;
		},
	};
}

/** Publication as n8n runs it. */
export const publicationMethods = createPublicationMethods();
