import { typedConfigurationCases } from './typedConfiguration';

const credentials = {
	accountSid: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
	apiKey: 'KEY0123456789_of-the-test',
	publicKey: 'public/key/of+the+test=',
	applicationSid: '20372631212782780',
};

export const telnyxConfigurationCases = typedConfigurationCases({
	resource: 'telnyxConfiguration',
	name: 'Telnyx',
	credentials,
	secrets: ['apiKey', 'publicKey'],
	bad: {
		parameters: { ...credentials, applicationSid: '1'.repeat(41) },
		refusal: /'Application SID' has 41 characters, and may have 40/,
	},
});
