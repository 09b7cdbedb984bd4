import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../operations/locator';

/** A resource locator for an Ultravox agent; the node offers `searchAgents` among its list searches. */
export function agentLocator(overrides: Partial<INodeProperties> = {}): INodeProperties {
	return {
		...locator({
			displayName: 'Agent',
			name: 'agent',
			description: 'The Ultravox agent that talks with the caller',
			searchListMethod: 'searchAgents',
			idFormat: 'uuid',
		}),
		...overrides,
	};
}
