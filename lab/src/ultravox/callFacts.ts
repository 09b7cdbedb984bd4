import type { LabLog } from '../labLog';
import type { AgentScript } from './agentScript';
import type { CallSettings } from './callSettings';
import type { JsonObject } from './jsonValue';
import type { LabAgent } from './labAgent';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { LabTool } from './tools/labTool';
import type { UltravoxVariants } from './ultravoxVariants';
import type { LifecycleEvent } from './vendorTypes';
import type { LabVoice } from './voices/labVoice';

/** What a call is made of. */
export interface CallFacts {
	agent: LabAgent | undefined;
	script: AgentScript;
	/** The body as accepted, without dropped fields. */
	request: JsonObject;
	settings: CallSettings;
	/** Fields of the provider's request (`telephony_xml`), `{}` otherwise. */
	requestContext: JsonObject;
	/** Adds the hidden prompt that makes the agent speak first (ultravox.md §2.4). */
	greetingPrompt: boolean;
}

/** What all calls of a lab share. */
export interface CallEnvironment {
	/** `ws://host:port` of the join host. */
	voiceUrl: string;
	log: LabLog;
	variants: UltravoxVariants;
	tools: ReadonlyMap<string, LabTool>;
	voices: ReadonlyMap<string, LabVoice>;
	/** The least `mediaIdleTimeout` that counts, in ms. */
	minimumMediaIdleMs: number;
	onLifecycle: (event: LifecycleEvent, call: LabUltravoxCall) => void;
}
