import { locator } from '../../shared/operations/locator';

/** A conference that has members now; its name is its id (plivo-conferences.md §C1). */
export const conferenceLocator = locator({
	displayName: 'Conference',
	name: 'conference',
	required: true,
	searchListMethod: 'searchConferences',
	idLabel: 'By Name',
	example: 'Support room',
	description: 'The room, by its name',
	hint: 'A conference is there only while somebody is in it',
});
