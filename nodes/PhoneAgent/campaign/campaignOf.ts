import { InputProblem } from '../../shared/operations/inputProblem';
import type { Parameters } from '../../shared/operations/parameters';
import type { Campaign } from './campaignBatches';

const LONGEST_NAME = 100;

/** The campaign that is chosen for one item. */
export function campaignOf(parameters: Parameters): Campaign {
	const agentId = parameters.uuid('agent');
	const id = parameters.text('campaign');
	if (id.length <= LONGEST_NAME) return { agentId, id };
	throw parameters.problem('campaign', `has ${id.length} characters, and may have ${LONGEST_NAME}`);
}

/**
 * The campaign that all items are rows of.
 * @throws InputProblem where they name several
 */
export function oneCampaign(items: readonly [Parameters, ...Parameters[]]): Campaign {
	const first = campaignOf(items[0]);
	for (const [index, item] of items.entries()) {
		const { agentId, id } = campaignOf(item);
		if (agentId === first.agentId && id === first.id) continue;
		throw new InputProblem(
			`Items 1 and ${index + 1} have different ${id === first.id ? 'agents' : 'campaigns'}`,
			'Split the items first: a campaign is of one agent',
		);
	}
	return first;
}
