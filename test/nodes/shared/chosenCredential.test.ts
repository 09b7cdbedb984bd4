import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { chosenCredential } from '../../../nodes/shared/chosenCredential';

const refusing = (credentials?: INode['credentials']) =>
	({
		getNode: () => ({ name: 'Phone Agent', type: 'phoneAgent', credentials }),
		getCredentials: async () => await Promise.reject(new Error("n8n's words")),
	}) as unknown as IExecuteFunctions;

test.each([
	['plivoVoiceApi', 'No Plivo credential is chosen'],
	['ultravoxApi', 'No Ultravox credential is chosen'],
] as const)('%s: who has chosen none is told where', async (type, message) => {
	await expect(chosenCredential(refusing(), type)).rejects.toMatchObject({
		message,
		description: 'Choose one at the top of the panel of this node',
	});
});

test("one that is chosen and cannot be read is refused in n8n's words", async () => {
	const context = refusing({ plivoVoiceApi: { id: '1', name: 'Plivo' } });
	await expect(chosenCredential(context, 'plivoVoiceApi')).rejects.toThrow("n8n's words");
});

test('another credential of the node does not count', async () => {
	const context = refusing({ ultravoxApi: { id: '1', name: 'Ultravox' } });
	await expect(chosenCredential(context, 'plivoVoiceApi')).rejects.toThrow('No Plivo credential');
});

test('what it holds is given as it is', async () => {
	const context = {
		...refusing(),
		getCredentials: async () => await Promise.resolve({ authId: 'MA1' }),
	} as unknown as IExecuteFunctions;
	expect(await chosenCredential(context, 'plivoVoiceApi')).toEqual({ authId: 'MA1' });
});
