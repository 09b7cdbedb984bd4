import type { INodeProperties } from 'n8n-workflow';

/** Where calls are sent (plivo.md §2.3). */
export const uriInput: INodeProperties = {
	displayName: 'URI',
	name: 'uri',
	type: 'string',
	default: '',
	placeholder: 'e.g. sip.example.com:5060;transport=tcp',
	description:
		'SIP address of your platform: a host or an IP address, if needed with a user in front, a port or a transport behind',
};

/** What an origination URI is called in lists. */
export const uriName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. LiveKit primary',
};

/** Whether Plivo has to sign in where it sends calls. */
export const authenticationNeeded: INodeProperties = {
	displayName: 'Authentication Needed',
	name: 'authenticationNeeded',
	type: 'boolean',
	default: false,
	description: 'Whether Plivo has to sign in at your platform with user name and password',
};

type Overrides = Partial<Pick<INodeProperties, 'displayOptions' | 'hint' | 'required'>>;

/** The login is the platform's own: Plivo's rule for SIP credentials does not hold for it. */
export const loginInputs = (overrides: Overrides): INodeProperties[] => [
	{
		displayName: 'User Name',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. plivo',
		description: 'What Plivo signs in with at your platform',
		...overrides,
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'What Plivo signs in with at your platform',
		...overrides,
	},
];
