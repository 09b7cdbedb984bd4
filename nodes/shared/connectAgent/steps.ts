import type { IDataObject } from 'n8n-workflow';
import { given } from '../operations/given';
import { hasFields } from '../plivoApplication';
import { getNumber } from '../plivoNumber';
import type { Target } from '../plivoSteps';
import { createStep, linkStep, updateStep } from '../plivoSteps';
import { refusal } from '../refusal';
import type { Step } from '../steps';
import type { UltravoxApi } from '../ultravoxApi';
import { sendChange, tryChange } from '../telephony/configuration';
import { configurationChanges, writeConfiguration } from '../telephony/ensureConfiguration';
import { plivoProvider } from '../telephony/provider';
import type { Plan } from './plan';

/** A step with what it has done, for the item: "Application created". */
export interface ToldStep extends Step {
	done: string;
}

/** Whether calls may reach an agent, by the configuration. */
export const isAllowed = (configuration: IDataObject, agentId: string) =>
	configuration.callCreationAllowAllAgents === true ||
	[configuration.callCreationAllowedAgentIds].flat().map(String).includes(agentId);

/** Puts the access back to what it was; a configuration that was not there goes. */
async function restoreConfiguration(api: UltravoxApi, before: IDataObject | null): Promise<void> {
	if (before === null) {
		// Gone is what it was before.
		await tryChange(api, plivoProvider, { method: 'DELETE' });
		return;
	}
	const { callCreationAllowAllAgents, callCreationAllowedAgentIds } = before;
	const body = given({ callCreationAllowAllAgents, callCreationAllowedAgentIds });
	await sendChange(api, plivoProvider, { method: 'PATCH', body });
}

/** The old token cannot be given back: Ultravox never shows it (ultravox.md §5.1). */
const NEW_TOKEN =
	"the Plivo configuration of Ultravox has the Auth Token of 'Plivo Credential' now, in the place of one that nobody can read";

function configurationSteps(api: UltravoxApi, plan: Plan): ToldStep[] {
	const { agentId, configuration: before, wanted } = plan;
	const changes = before === null ? null : configurationChanges(plivoProvider, before, wanted);
	if (changes !== null && Object.keys(changes).length === 0) return [];
	const isNewToken = changes?.authToken !== undefined;
	return [
		{
			doing: 'Allowing the agent in the Plivo configuration of Ultravox',
			done: before === null ? 'Plivo configuration created' : 'Plivo configuration changed',
			remains: isNewToken ? NEW_TOKEN : 'the Plivo configuration of Ultravox',
			async run() {
				const { configuration } = await writeConfiguration(api, plivoProvider, wanted, before);
				if (isAllowed(configuration, agentId)) return;
				throw refusal(
					api,
					'Ultravox took the change, but does not allow the agent',
					'Look at the telephony settings in the Ultravox console',
				);
			},
			async undo() {
				await restoreConfiguration(api, before);
				if (isNewToken) throw refusal(api, 'The token cannot be put back', NEW_TOKEN);
			},
		},
	];
}

function applicationSteps({ context }: UltravoxApi, plan: Plan, target: Target): ToldStep[] {
	const { application, applicationName, fields } = plan;
	if (application === null) {
		const step = createStep(context, target, applicationName, fields);
		return [{ ...step, done: 'Plivo application created' }];
	}
	if (hasFields(application, fields)) return [];
	const step = updateStep(context, application.app_id, fields, application);
	return [{ ...step, done: 'Plivo application changed' }];
}

/** Linked only when Plivo says so afterwards: its answer alone does not (plivo.md §3.3). */
function numberSteps(api: UltravoxApi, { number }: Plan, target: Target): ToldStep[] {
	if (number.linkedTo !== null && number.linkedTo === target.id) return [];
	const step = linkStep(api.context, target, number);
	return [
		{
			...step,
			done: 'Number linked to the application',
			async run() {
				await step.run();
				const linked = await getNumber(api.context, number.e164);
				if (linked !== null && linked.linkedTo === target.id) return;
				throw refusal(
					api,
					`Plivo took the change, but ${number.e164} leads to ${linked?.linkedTo ?? 'nothing'}`,
					'Look the number up in the Plivo console under Phone Numbers',
				);
			},
		},
	];
}

/** What has to be done, the allowance first: a number must not lead to an agent that may not answer. */
export const stepsOf = (api: UltravoxApi, plan: Plan, target: Target): ToldStep[] => [
	...configurationSteps(api, plan),
	...applicationSteps(api, plan, target),
	...numberSteps(api, plan, target),
];
