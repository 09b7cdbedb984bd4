import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../operations/parameters';
import type { Target } from '../plivoSteps';
import { refusal } from '../refusal';
import { takeSteps } from '../steps';
import type { UltravoxApi } from '../ultravoxApi';
import type { Plan } from './plan';
import { readPlan } from './plan';
import { stepsOf } from './steps';

/** A number whose calls go to an agent now. */
export interface Connection {
	plan: Plan;
	/** Of the Plivo application. */
	applicationId: string | null;
	/** What had to be done, in words; [] when all was as it should be. */
	changes: string[];
}

/**
 * Leads a number's calls straight to an agent, without a server of one's own (ultravox.md §5.2; peers.md P2.2): the agent allowed in
 * the Plivo configuration, the answer URL of a Plivo application, the number on that application. All is read before anything
 * is changed; what does not succeed is taken back.
 * @param parameters those of `properties`
 * @throws NodeApiError that says which step did not succeed, and what could not be put back
 */
export async function connectAgentToNumber(
	api: UltravoxApi,
	parameters: Parameters,
): Promise<Connection> {
	const plan = await readPlan(api, parameters);
	const target: Target = { id: plan.application?.app_id ?? null, held: new Set() };
	const steps = stepsOf(api, plan, target);
	const failed = await takeSteps(steps, ({ remains }, error) =>
		api.context.logger.warn(`Ultravox: could not be put back: ${remains}`, {
			cause: error instanceof Error ? error.message : String(error),
		}),
	);
	if (failed === undefined) {
		return { plan, applicationId: target.id, changes: steps.map(({ done }) => done) };
	}
	const { step, error, remaining } = failed;
	const words = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '');
	throw refusal(
		api,
		`${step.doing} did not succeed: ${words}`,
		remaining.length === 0
			? 'Ultravox and Plivo are as they were before'
			: `Could not be put back, see to it by hand: ${remaining.join('; ')}`,
		error,
	);
}

/** A connection as an item. */
export function connectionItem({ plan, applicationId, changes }: Connection): IDataObject {
	const { agentId, agent, number, applicationName, fields } = plan;
	return {
		agentId,
		agentName: agent.name ?? null,
		phoneNumber: number.e164,
		applicationId,
		applicationName,
		answerUrl: fields.answer_url,
		hangupUrl: fields.hangup_url,
		changed: changes.length > 0,
		changes,
	};
}
