import type { IDataObject } from 'n8n-workflow';

/** What a bridge is to do with a call, besides relaying it. */
export interface BridgeSettings {
	interruptible: boolean;
	record: boolean;
	resume: boolean;
}

const DEFAULTS: BridgeSettings = { interruptible: true, record: false, resume: true };

/** What 'Bridge Options' say; what was not added has its default. An expression may give a switch as text. */
export function bridgeSettings(options: IDataObject): BridgeSettings {
	const flag = (value: unknown, fallback: boolean) =>
		value === undefined || value === null || value === ''
			? fallback
			: value === true || value === 'true';
	return {
		interruptible: flag(options.interruptible, DEFAULTS.interruptible),
		record: flag(options.recordOnBridge, DEFAULTS.record),
		resume: flag(options.resume, DEFAULTS.resume),
	};
}
