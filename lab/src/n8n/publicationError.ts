import type { PublicationStatus } from './n8nTypes';

/** n8n tried to publish a workflow and gave up. `message` carries the triggers' own words. */
export class PublicationError extends Error {
	constructor(
		readonly workflowId: string,
		readonly publication: PublicationStatus,
	) {
		super(publicationFailure(publication));
		this.name = 'PublicationError';
	}
}

/** The words of every trigger that failed, or how the publication stands when none says why. */
export function publicationFailure(publication: PublicationStatus): string {
	const words = publication.triggers
		.map((trigger) => trigger.errorMessage)
		.filter((text): text is string => text !== null && text !== '');
	return words.length > 0
		? [...new Set(words)].join('\n')
		: `The workflow was not published (${publication.status}).`;
}
