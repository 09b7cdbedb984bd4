import { choiceField, flagField, objectField } from './fields';
import { namedRows, secretRows } from './rows';
import type { Setting } from './setting';

/** Whether Ultravox keeps the sound of the call. */
export const recordingSetting: Setting = flagField({
	displayName: 'Record Calls',
	name: 'recordingEnabled',
	default: true,
	description: 'Whether Ultravox records the calls. Who is on the phone may have to be told.',
});

export const outputMediumSetting: Setting = choiceField(
	{
		displayName: 'Initial Output',
		name: 'initialOutputMedium',
		description: 'Whether the agent begins by speaking or by writing',
	},
	[
		{ name: 'Text', value: 'MESSAGE_MEDIUM_TEXT' },
		{ name: 'Voice', value: 'MESSAGE_MEDIUM_VOICE' },
	],
);

/** In the spelling of requests: a Call object answers `retain` and `auto_delete` (ultravox.md §2.1). */
export const retentionSetting: Setting = choiceField(
	{
		displayName: 'Retention',
		name: 'retentionPolicy',
		default: 'CALL_RETENTION_POLICY_RETAIN',
		description:
			'What becomes of the data of a call. Ultravox has to enable this for your account.',
	},
	[
		{ name: 'Delete After Billing', value: 'CALL_RETENTION_POLICY_AUTO_DELETE' },
		{ name: 'Keep', value: 'CALL_RETENTION_POLICY_RETAIN' },
	],
);

/** Texts kept with a call; keys with `ultravox.` in front are the vendor's own (ultravox.md §2.1). */
export const metadataSetting: Setting = namedRows({
	displayName: 'Metadata',
	name: 'metadata',
	row: 'Entry',
	nameLabel: 'Key',
	nameExample: 'customerId',
	description: 'Kept with the call; calls can be found again by it',
	check: (name) =>
		name.startsWith('ultravox.')
			? "begins with 'ultravox.', which Ultravox keeps for itself"
			: undefined,
});

/** What tools of the call can read and change. */
export const initialStateSetting: Setting = objectField({
	displayName: 'Initial State',
	name: 'initialState',
	description: 'Values that tools of the call can read and change',
});

export const experimentalSetting: Setting = objectField({
	displayName: 'Experimental Settings',
	name: 'experimentalSettings',
	description: 'Settings that Ultravox tries out; passed on as they are',
});

/** Write-only, 16 to 127 characters each (ultravox.md §2.1). */
export const sharedSecretsSetting: Setting = secretRows(
	{
		displayName: 'Shared Secrets',
		name: 'sharedSecrets',
		row: 'Secret',
		description:
			'Ultravox signs with them what it sends to the data connection. It never shows them again.',
	},
	{ least: 16, most: 127 },
);

/** JSON schema of the template variables; Ultravox makes one when there is none (ultravox.md §4.2). */
export const contextSchemaSetting: Setting = objectField({
	displayName: 'Context Schema',
	name: 'contextSchema',
	default: '{ "type": "object", "properties": {} }',
	description:
		'JSON schema of the template variables; made from the variables in the texts if not set',
});
