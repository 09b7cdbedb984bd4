import type { IHookFunctions } from 'n8n-workflow';
import type { After } from './pendingRestores';
import { afterByClock, logNotCleared, PendingRestores } from './pendingRestores';
import { isPublished, publish } from './publish';
import { cause, isOutage, republishRefusal } from './refusal';
import { isUnchanged } from './unchanged';
import { recall, remember } from './remember';
import { stopBeingSetUp } from './settingUp';
import { beginTest, endTest } from './testMode';
import { takeOver, turnKey } from './turns';

const isTest = (context: IHookFunctions) => context.getMode() === 'manual';

/** Whether what the last publish left at Plivo has not been put back since. */
async function isUntouched(context: IHookFunctions, restores: PendingRestores): Promise<boolean> {
	return recall(context).unpublished !== true || restores.isUntouched(await turnKey(context));
}

/**
 * The `webhookMethods` of the trigger.
 * @param after how an unpublish waits for a publish that may follow
 */
export function createPublicationMethods(after: After = afterByClock) {
	const restores = new PendingRestores(after);
	return {
		/**
		 * Whether everything at Plivo is exactly as `create` would leave it; while Plivo cannot be asked, whether it was and
		 * the workflow still wants the same. n8n takes a working webhook down for good when `create` fails. Never throws.
		 */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) return false;
			try {
				await takeOver(await turnKey(this));
				const published = await isPublished(this);
				if (published) remember(this, { production: recall(this).production });
				return published;
			} catch (error) {
				if (isOutage(error) && (await isUntouched(this, restores)) && (await isUnchanged(this))) {
					remember(this, { production: recall(this).production });
					this.logger.warn(
						'Inbound Call Trigger: Plivo cannot be asked; nothing about it has changed in the workflow, so it is taken to be published as before',
						{ cause: cause(error) },
					);
					return true;
				}
				this.logger.info('Inbound Call Trigger: publishing anew, the state at Plivo is unclear', {
					cause: cause(error),
				});
				return false;
			}
		},

		/** @throws NodeOperationError that names the input to fix; what this attempt changed at Plivo is undone then */
		async create(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) {
				await restores.flush(this);
				await beginTest(this);
				return true;
			}
			await takeOver(await turnKey(this));
			const isRepublish = recall(this).production !== undefined;
			let failure: unknown;
			try {
				await publish(this);
				return true;
			} catch (error) {
				failure = error;
			}
			throw isRepublish ? republishRefusal(this, failure) : failure;
		},

		/**
		 * Never throws: n8n would leave the webhook of an unpublished workflow alive. The end of a test is cleared up at
		 * once; for a published workflow nothing happens at Plivo until it is clear that no new version follows.
		 */
		async delete(this: IHookFunctions): Promise<boolean> {
			try {
				const { test, production } = recall(this);
				if (production === undefined && stopBeingSetUp(this)) return true;
				if (test !== undefined) await endTest(this, test);
				else if (production !== undefined) {
					remember(this, { production, unpublished: true });
					await restores.schedule(this, production);
				} else if (test === undefined) {
					this.logger.warn(
						`Inbound Call Trigger: nothing is remembered of what '${String(this.getWorkflow().name)}' changed at Plivo. If its numbers still lead to it, link them elsewhere in the Plivo console.`,
					);
				}
			} catch (error) {
				logNotCleared(this, error);
			}
			return true;
		},
	};
}

/** Publication as n8n runs it. */
export const publicationMethods = createPublicationMethods();
