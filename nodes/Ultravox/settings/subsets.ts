import {
	contextSchemaSetting,
	experimentalSetting,
	initialStateSetting,
	metadataSetting,
	outputMediumSetting,
	recordingSetting,
	retentionSetting,
	sharedSecretsSetting,
} from './callData';
import { callbacksSetting } from './callbacks';
import { dataConnectionSetting } from './dataConnection';
import { agentCallFirstSpeakerSetting, firstSpeakerSetting } from './firstSpeaker';
import { initialMessagesSetting } from './initialMessages';
import { optionalMediumSetting } from './medium';
import { modelSetting, systemPromptSetting } from './model';
import type { Setting } from './setting';
import { collected, together } from './setting';
import { durationsSetting, inactivityMessagesSetting, timeExceededMessageSetting } from './timing';
import { toolOverridesSetting } from './toolOverrides';
import { selectedToolsSetting } from './tools';
import { vadSetting } from './vad';
import { anyVoiceSetting, languageHintSetting, voiceSetting } from './voice';

/** The groups of the panel. Each has the same name everywhere, with what the request at hand takes in it. */
const groups = {
	speech: (...settings: Setting[]) =>
		collected(
			{ displayName: 'Voice and Model', name: 'voiceAndModel', placeholder: 'Add Setting' },
			...settings,
		),
	conversation: (...settings: Setting[]) =>
		collected(
			{ displayName: 'Conversation', name: 'conversation', placeholder: 'Add Setting' },
			...settings,
		),
	tools: (...settings: Setting[]) =>
		collected(
			{ displayName: 'Tools and Data', name: 'toolsAndData', placeholder: 'Add Setting' },
			...settings,
		),
	call: (...settings: Setting[]) =>
		collected(
			{ displayName: 'Call Settings', name: 'callSettings', placeholder: 'Add Setting' },
			...settings,
		),
};

/** The `callTemplate` of an agent but for its prompt (ultravox.md §4.1): nothing of a single call is in it. */
export const callTemplateSettings: Setting = together(
	groups.speech(anyVoiceSetting, languageHintSetting, modelSetting),
	groups.conversation(
		firstSpeakerSetting,
		inactivityMessagesSetting,
		outputMediumSetting,
		timeExceededMessageSetting,
		vadSetting,
	),
	groups.tools(
		selectedToolsSetting,
		contextSchemaSetting,
		dataConnectionSetting,
		sharedSecretsSetting,
	),
	groups.call(durationsSetting, optionalMediumSetting, recordingSetting, retentionSetting),
);

/** What is said of a single call, however it begins. */
const ofOneCall = groups.call(
	callbacksSetting,
	durationsSetting,
	metadataSetting,
	recordingSetting,
	retentionSetting,
);

/** Tools and data of a call without an agent. */
const toolsOfOneCall = groups.tools(
	selectedToolsSetting,
	dataConnectionSetting,
	experimentalSetting,
	initialStateSetting,
	sharedSecretsSetting,
);

/** `StartCallRequest` but for prompt and medium, which stand beside these (ultravox.md §2.1). */
export const callSettings: Setting = together(
	groups.speech(anyVoiceSetting, languageHintSetting, modelSetting),
	groups.conversation(
		firstSpeakerSetting,
		inactivityMessagesSetting,
		initialMessagesSetting,
		outputMediumSetting,
		timeExceededMessageSetting,
		vadSetting,
	),
	toolsOfOneCall,
	ofOneCall,
);

/** `StartAgentCallRequest` but for medium and template context, which stand beside these (ultravox.md §4.3). */
export const agentCallSettings: Setting = together(
	groups.speech(voiceSetting),
	groups.conversation(agentCallFirstSpeakerSetting, initialMessagesSetting, outputMediumSetting),
	groups.tools(
		toolOverridesSetting,
		dataConnectionSetting,
		experimentalSetting,
		sharedSecretsSetting,
	),
	ofOneCall,
);

/** `StartCallRequest` for a call that goes on from another: its history is that call's, so that it takes no messages (ultravox.md §2.1). */
export const continuedCallSettings: Setting = together(
	groups.speech(anyVoiceSetting, languageHintSetting, modelSetting),
	groups.conversation(
		firstSpeakerSetting,
		inactivityMessagesSetting,
		outputMediumSetting,
		systemPromptSetting,
		timeExceededMessageSetting,
		vadSetting,
	),
	toolsOfOneCall,
	ofOneCall,
);
