export const URI = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

export const ALL = '/Zentrunk/URI/';

export const PATH = `${ALL}${URI}/`;
