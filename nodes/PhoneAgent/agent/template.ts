import type { IDataObject } from 'n8n-workflow';
import { changedTemplate, writableTemplate } from '../../shared/agents/template';
import { InputProblem } from '../../shared/operations/inputProblem';
import { joinPrompt, splitPrompt } from '../../shared/simpleAgent/block';
import type { BlockSettings } from '../../shared/simpleAgent/blockSettings';
import { NO_SETTINGS } from '../../shared/simpleAgent/blockSettings';
import { numbered } from '../../shared/simpleAgent/instructions';
import { ignoredSettings, objectOf, readSimpleAgent, textOf } from '../../shared/simpleAgent/read';
import type { SimpleAgent } from '../../shared/simpleAgent/simpleAgent';
import type { ChosenActions } from './actions';
import type { AgentChanges } from './changes';

/** An agent that dials out waits so long for who was called; without a delay it would never speak (ultravox.md §2.1). */
const FALLBACK_DELAY = '5s';

/** Names of another product's models (peers.md §1.3): they stand for Ultravox's own choice. */
const isForeignModel = (model: string) => /^oppie-vox(?:-|$)/.test(model);

const without = (object: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(
		Object.entries(object).filter(([name, value]) => value !== null && !names.includes(name)),
	);

type Wanted = Pick<SimpleAgent, 'type' | 'firstMessage' | 'interruptible'>;

/** Who speaks first, and what (peers.md O3.3). What else somebody set there stays. */
function firstSpeaker(
	{ firstSpeakerSettings }: IDataObject,
	{ type, firstMessage, interruptible }: Wanted,
): IDataObject {
	const { agent, user } = objectOf(firstSpeakerSettings);
	// A prompt for the greeting goes when the words are given.
	const replaced = ['text', ...(firstMessage === null ? [] : ['prompt'])];
	const words = firstMessage === null ? {} : { text: firstMessage };
	if (type === 'inbound') {
		const kept = without(objectOf(agent), [...replaced, 'uninterruptible']);
		// Said also where it ends: a patch might keep what is only left out (ultravox.md Appendix B 4).
		const isNews = !interruptible || objectOf(agent).uninterruptible === true;
		const uninterruptible = isNews ? { uninterruptible: !interruptible } : {};
		return { agent: { ...kept, ...words, ...uninterruptible } };
	}
	const kept = without(objectOf(objectOf(user).fallback), replaced);
	return { user: { fallback: { delay: FALLBACK_DELAY, ...kept, ...words } } };
}

function refuseUselessWebhook(changes: AgentChanges, settings: BlockSettings): void {
	const isAsked = changes.dataFields !== undefined || changes.dataWebhookUrl !== undefined;
	if (!isAsked || settings.dataWebhookUrl === null || settings.dataFields.length > 0) return;
	throw new InputProblem(
		"'Send Collected Data To' is set, and there is nothing to collect",
		"Add fields under 'Data Collection Fields', or take the URL away",
	);
}

/** Settings that nobody reads would be lost with the next ones that are written. */
function refuseIgnored(agent: IDataObject): void {
	const ignored = ignoredSettings(agent);
	if (ignored === null) return;
	throw new InputProblem(ignored, 'Edit the prompt in Ultravox: nothing was changed');
}

function changedSettings(
	before: SimpleAgent,
	block: Readonly<BlockSettings>,
	changes: AgentChanges,
	chosen: ChosenActions | undefined,
): BlockSettings {
	const { model } = changes;
	const stillAll = before.actionIds === null ? block.allActions : null;
	const settings: BlockSettings = {
		type: changes.type ?? before.type,
		languages: changes.languages ?? before.language?.split(', ') ?? [],
		accent: changes.accent === undefined ? block.accent : changes.accent,
		handoffNumber:
			changes.handoffNumber === undefined ? block.handoffNumber : changes.handoffNumber,
		interruptible: changes.interruptible ?? before.interruptible,
		allActions: chosen === undefined ? stillAll : chosen.all,
		modelLabel: model !== undefined && isForeignModel(model) ? model : block.modelLabel,
		dataWebhookUrl:
			changes.dataWebhookUrl === undefined ? block.dataWebhookUrl : changes.dataWebhookUrl,
		dataFields: changes.dataFields ?? block.dataFields,
	};
	refuseUselessWebhook(changes, settings);
	return settings;
}

/**
 * The template of an agent with changes (peers.md §1.3). What the changes do not name stays, also what this package does not know.
 * @param agent as Ultravox has it; {} for a new one
 * @param chosen where the actions change
 * @throws InputProblem for a webhook without data, and for a prompt whose settings do not count
 */
export function simpleTemplate(
	agent: IDataObject,
	changes: AgentChanges,
	chosen?: ChosenActions,
): IDataObject {
	refuseIgnored(agent);
	const before = readSimpleAgent(agent);
	const current = writableTemplate(agent);
	const { text, settings: block } = splitPrompt(textOf(current.systemPrompt) ?? '');
	const settings = changedSettings(before, block ?? NO_SETTINGS, changes, chosen);
	const { instructions, languages, voice, model } = changes;
	const wanted: Wanted = {
		type: changes.type ?? before.type,
		interruptible: changes.interruptible ?? before.interruptible,
		firstMessage: changes.firstMessage === undefined ? before.firstMessage : changes.firstMessage,
	};
	const isFirstSpeakerAsked = [changes.type, changes.interruptible, changes.firstMessage].some(
		(value) => value !== undefined,
	);
	const [language] = languages ?? [];
	const set: IDataObject = {
		systemPrompt: joinPrompt(instructions === undefined ? text : numbered(instructions), settings),
		...(isFirstSpeakerAsked ? { firstSpeakerSettings: firstSpeaker(current, wanted) } : {}),
		...(language === undefined ? {} : { languageHint: language }),
		...(typeof voice === 'string' ? { voice } : {}),
		...(model === undefined || isForeignModel(model) ? {} : { model }),
		...(chosen === undefined ? {} : { selectedTools: chosen.selectedTools }),
	};
	const removed = [
		...(languages?.length === 0 ? ['languageHint'] : []),
		...(voice === null ? ['voice'] : []),
	];
	return changedTemplate(current, set, removed);
}
