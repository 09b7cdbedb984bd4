import type { AgentScript } from './agentScript';
import type { AgentVoice } from './agentVoice';
import type { CallSettings } from './callSettings';
import type { CallToolsHost } from './callTools';
import type { Transcripts } from './transcripts';
import type { EndReason } from './vendorTypes';

/** What a conversation needs of the call it belongs to. */
export interface ConversationHost extends CallToolsHost {
	readonly settings: CallSettings;
	readonly script: AgentScript;
	readonly agentName: string;
	readonly transcripts: Transcripts;
	readonly voice: AgentVoice;
	/** Milliseconds by which user transcripts trail (variant). */
	readonly userTranscriptLagMs: number;
	/** The model has something to answer when the call begins. */
	readonly speaksFirst: boolean;
	end(reason: EndReason): void;
	loseSocket(): void;
	/** A tool asked for a new stage; its answer says with what settings. */
	openStage(answer: string): void;
}

/** `immediate` interrupts and generates, `soon` generates at the next chance, `later` is context only. */
export type Urgency = 'immediate' | 'soon' | 'later';
