import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describeMissing, missingSecrets } from '../../shared/agents/missingSecrets';
import { ignoredSettings, readSimpleAgent } from '../../shared/simpleAgent/read';
import type { SimpleAgent } from '../../shared/simpleAgent/simpleAgent';
import type { ChosenActions } from './actions';

/** Says something beside the item that a user should know. */
export function warn(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}

const needsNode = ({ handoffNumber, dataFields }: SimpleAgent) =>
	[
		...(handoffNumber === null ? [] : ['handing callers to a human']),
		...(dataFields.length === 0 ? [] : ['collecting data']),
	].join(' and ');

/** What an agent is set to and some calls cannot do (peers.md §1.3); [] when there is nothing. */
export function limitsOf(agent: SimpleAgent): string[] {
	const needing = needsNode(agent);
	const untouched =
		agent.type === 'inbound'
			? "Only in calls with the audio path 'Through Bridge' the agent cannot be interrupted at all. In direct calls that holds for its first message alone, and only where it speaks first: not when it calls somebody."
			: "Only in calls with the audio path 'Through Bridge' the agent cannot be interrupted. In direct calls it can.";
	return [
		...(agent.interruptible ? [] : [untouched]),
		...(needing === ''
			? []
			: [
					`For ${needing}, n8n has to be in the call: let it come through an Inbound Call Trigger, or make it with Call and Wait. Calls to a number of Connect to Number, of a campaign and of an operation that does not wait cannot do it.`,
				]),
	];
}

/** Where the settings in the prompt of an agent do not count, so that it is read as if it had none. */
export function tellIgnored(context: IExecuteFunctions, agent: IDataObject): void {
	const hint = ignoredSettings(agent);
	if (hint !== null) warn(context, `${hint}.`);
}

/** The same, said beside the item; and where the settings in its prompt do not count. */
export function tellLimits(context: IExecuteFunctions, agent: IDataObject): void {
	tellIgnored(context, agent);
	for (const message of limitsOf(readSimpleAgent(agent))) warn(context, message);
}

/** Tools of the account that an agent with all of them does not have. */
export function tellLeftOut(context: IExecuteFunctions, chosen: ChosenActions | undefined): void {
	const { leftOut = [] } = chosen ?? {};
	if (leftOut.length === 0) return;
	warn(
		context,
		`Not among the actions, as they need more than a phone call has, or have the name of another: ${leftOut.join(', ')}`,
	);
}

/** What a template may have lost that Ultravox does not show, where the tools were not chosen anew (ultravox.md §4.1). */
export function tellMissingSecrets(context: IExecuteFunctions, template: IDataObject): void {
	const tools = [template.selectedTools].flat() as Array<IDataObject | undefined>;
	const isOnlyOwn = tools.every((tool) => tool === undefined || tool.toolName === 'hangUp');
	const missing = missingSecrets(template).filter(
		(part) =>
			(part !== 'sharedSecrets' || template.dataConnection !== undefined) &&
			(part !== 'selectedTools.authTokens' || !isOnlyOwn),
	);
	if (missing.length === 0) return;
	warn(
		context,
		`If the agent had ${describeMissing(missing)}, the update may have removed them: Ultravox does not show them. Give them again with the Ultravox node.`,
	);
}

/** By the names of their fields. */
const REMOVABLE = {
	firstMessage: 'First Message',
	language: 'Language',
	voice: 'Voice',
} as const;

/** What Ultravox kept although it was taken away: it would, if it joined a patch with what it has (ultravox.md Appendix B 4). */
export function tellKept(context: IExecuteFunctions, sent: IDataObject, agent: IDataObject): void {
	const wanted = readSimpleAgent({ callTemplate: sent });
	const now = readSimpleAgent(agent);
	const kept = (Object.keys(REMOVABLE) as Array<keyof typeof REMOVABLE>).filter(
		(key) => wanted[key] === null && now[key] !== null,
	);
	if (kept.length === 0) return;
	const names = kept.map((key) => REMOVABLE[key]).join(', ');
	warn(
		context,
		`Ultravox kept what was to be removed: ${names}. Remove it in the Ultravox console.`,
	);
}
