import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { conferenceNames } from '../../conferenceNames';

/** `GET /Conference/` (plivo-conferences.md §C1.1): the names alone, whole in one answer. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many conferences',
	description: 'Get the names of many running conferences',
	properties: [],
	list: () => ({ path: '/Conference/' }),
	objects: (answer) => conferenceNames(answer).map((name) => ({ conference_name: name })),
};
