import type { INodeProperties } from 'n8n-workflow';

type Overrides = Partial<Pick<INodeProperties, 'description' | 'displayOptions' | 'hint'>>;

/** User name of a SIP client, as Plivo wants it for a SIP credential (plivo.md §2.1). */
export const sipUserNameInput = (overrides: Overrides = {}): INodeProperties => ({
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. ultravox1',
	description: 'What your platform signs in with: 5 to 20 letters and digits',
	...overrides,
});

/** Password of a SIP client, as Plivo wants it for a SIP credential (plivo.md §2.1). */
export const sipPasswordInput = (overrides: Overrides = {}): INodeProperties => ({
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description: '5 to 20 letters, digits and special characters, at least one of ~!@#$%^&*()_+',
	...overrides,
});

/** Where a generated password is to be found (design.md: the one exception to the rule on secrets). */
export const generatedPasswordNotice = (
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties => ({
	displayName:
		'The password is shown once: in the item this operation gives, and so in the data of this execution. Plivo never shows it again, so enter it in your platform now.',
	name: 'generatedPasswordNotice',
	type: 'notice',
	default: '',
	displayOptions,
});
