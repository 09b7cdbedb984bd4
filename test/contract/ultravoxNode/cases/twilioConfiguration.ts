import { typedConfigurationCases } from './typedConfiguration';

export const twilioConfigurationCases = typedConfigurationCases({
	resource: 'twilioConfiguration',
	name: 'Twilio',
	credentials: {
		accountSid: 'AC0123456789abcdef0123456789abcdef',
		authToken: 'twilio-auth-token-of-the-test',
	},
	secrets: ['authToken'],
	bad: {
		parameters: { accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: '={{ " " }}' },
		refusal: /'Auth Token' is empty/,
	},
});
