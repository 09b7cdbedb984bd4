/** What a piece of collected data can be. */
export const DATA_FIELD_TYPES = ['text', 'number', 'boolean', 'date'] as const;

export type DataFieldType = (typeof DATA_FIELD_TYPES)[number];

/** One thing that the agent finds out in a call. */
export interface DataField {
	/** One line without brackets and colons, such as `appointment day`; no other field has it in whatever case. */
	name: string;
	/** '' when there is none. */
	description: string;
	type: DataFieldType;
}

/** Whether people call the agent, or it calls them. */
export type AgentType = 'inbound' | 'outbound';

/** An agent as Phone Agent offers it (peers.md §1.3), read from an agent of Ultravox. */
export interface SimpleAgent {
	name: string | null;
	type: AgentType;
	/** BCP 47; several with commas between them, the main one first. */
	language: string | null;
	accent: string | null;
	/** Of the human that callers are handed to, in E.164 form. */
	handoffNumber: string | null;
	/** Whether the agent stops speaking when the other side does. */
	interruptible: boolean;
	/** [] when nothing is collected. */
	dataFields: DataField[];
	/** Where the collected data goes. */
	dataWebhookUrl: string | null;
	instructions: string[] | null;
	/** What the agent says first; in outbound calls, when the other side stays silent. */
	firstMessage: string | null;
	/** A voice of the account, by ID or name. */
	voice: string | null;
	model: string | null;
	/** Null for all tools of the account, [] for none. */
	actionIds: string[] | null;
}
