import type { StepsOperation } from '../../../../shared/operations/operation';
import type { Target } from '../../../../shared/plivoSteps';
import { refusal } from '../../../../shared/refusal';
import { takeSteps } from '../../../../shared/steps';
import type { UltravoxApi } from '../../../../shared/ultravoxApi';
import { readPlan } from './plan';
import { properties } from './properties';
import { stepsOf } from './steps';

/**
 * A number's calls straight to an agent, without a server of one's own (ultravox.md §5.2; peers.md P2.2): the agent allowed in
 * the Plivo configuration, the answer URL of a Plivo application, the number on that application. All is read before anything
 * is changed; what does not succeed is taken back.
 */
export const connectAgent: StepsOperation<UltravoxApi> = {
	name: 'Connect Agent to Number',
	value: 'connectAgent',
	action: 'Connect agent to Plivo number',
	description:
		'Let an agent answer the calls to a Plivo number: allows the agent at Ultravox, and leads the number to it at Plivo. Run again, it changes nothing.',
	properties,
	execute: async (api, parameters) => {
		const plan = await readPlan(api, parameters);
		const target: Target = { id: plan.application?.app_id ?? null, held: new Set() };
		const steps = stepsOf(api, plan, target);
		const failed = await takeSteps(steps, ({ remains }, error) =>
			api.context.logger.warn(`Ultravox: could not be put back: ${remains}`, {
				cause: error instanceof Error ? error.message : String(error),
			}),
		);
		if (failed !== undefined) {
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
		const { agentId, agent, number, applicationName, fields } = plan;
		return [
			{
				json: {
					agentId,
					agentName: agent.name ?? null,
					phoneNumber: number.e164,
					applicationId: target.id,
					applicationName,
					answerUrl: fields.answer_url,
					hangupUrl: fields.hangup_url,
					changed: steps.length > 0,
					changes: steps.map(({ done }) => done),
				},
			},
		];
	},
};
