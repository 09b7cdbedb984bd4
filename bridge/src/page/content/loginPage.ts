import { markup } from './markup';

/**
 * The form to log in.
 * @param prefix path of the public address, without a slash at the end
 * @param problem one sentence about the last attempt; empty when there was none
 */
export function loginPage(prefix: string, problem: string): string {
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Voice Bridge</title>
<link rel="icon" href="${prefix}/page/icon.svg">
<link rel="stylesheet" href="${prefix}/page/style.css">
</head>
<body class="login">
<main>
<img src="${prefix}/page/icon.svg" alt="" width="48" height="48">
<h1>Voice Bridge</h1>
<form method="post" action="${prefix}/page/login">
<input name="username" value="bridge" autocomplete="username" hidden>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus aria-describedby="problem">
<p id="problem" role="alert">${problem}</p>
<button class="primary">Log In</button>
</form>
</main>
</body>
</html>
`;
}

/** What there is to see while the page is not turned on. */
export const OFF_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Voice Bridge</title>
</head>
<body>
<p>The live page of this bridge is off: set BRIDGE_PAGE_PASSWORD to a password of at least 12 characters to turn it on.</p>
</body>
</html>
`;
