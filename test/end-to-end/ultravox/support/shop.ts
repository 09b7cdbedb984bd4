import type { AgentScript } from '../../../../lab/src/ultravox/agentScript';
import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import { byId } from '../../plivoVoice/support/accountWorld';
import type { Fields } from './ultravoxStory';
import { callOf, UltravoxStory } from './ultravoxStory';

/** A medium in which nobody is called. */
export const SOCKET = { medium: 'serverWebSocket', socketOptions: { clientBufferSizeMs: 20000 } };

export const SHOP: AgentScript = {
	greeting: 'The shop of {{owner}}, good day.',
	replies: [
		{ when: /open/i, say: 'We are open from nine to five.' },
		{ when: /offer/i, say: 'There is an offer today.' },
	],
	otherwise: 'I heard {heard}.',
};

/** The call of an item, chosen for another operation. */
export const chosen = (item: Fields) => ({ callId: byId(String(callOf(item).callId)) });

/** An Ultravox account with an agent that can call with Plivo. */
export interface Shop {
	story: UltravoxStory;
	agentId: string;
	/** The number that Ultravox calls from. */
	from: string;
	/** Ultravox calls somebody, with what else the panel says. */
	ring(to: string, more?: Fields): Fields;
}

export async function openShop(variants: Partial<UltravoxVariants>): Promise<Shop> {
	const story = await UltravoxStory.start(variants);
	story.plivo.account.limits.callStartsPerSecond = 50;
	const from = story.world.number();
	const agentId = story.world.agent(SHOP, 'The Shop');
	await story.run('plivoConfiguration', 'ensure', {
		additionalFields: { callCreationAllowAllAgents: true },
	});
	return {
		story,
		agentId,
		from,
		ring: (to, more = {}) => ({
			agent: byId(agentId),
			medium: 'plivo',
			direction: 'outgoing',
			to,
			from,
			templateContextFrom: 'json',
			templateContextJson: '{"owner": "Ann"}',
			...more,
		}),
	};
}
