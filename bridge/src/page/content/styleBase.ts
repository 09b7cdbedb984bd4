/** Colors, type, buttons and the form to log in. */
export const styleBase = `
:root {
	color-scheme: light dark;
	--ground: light-dark(#f4f4f8, #0f1014);
	--card: light-dark(#fff, #191b21);
	--raised: light-dark(#f1f0f7, #23252d);
	--text: light-dark(#1b1c22, #ececf1);
	--quiet: light-dark(#63656f, #9a9ca8);
	--line: light-dark(#e0e0e8, #2d2f38);
	--accent: light-dark(#5b3df5, #8f7bff);
	--on-accent: light-dark(#fff, #14121f);
	--agent: light-dark(#6a48f0, #a893ff);
	--caller: light-dark(#0b8259, #4fd3a0);
	--good: light-dark(#0b8259, #4fd3a0);
	--warn: light-dark(#a65f00, #f2b34c);
	--bad: light-dark(#c4263a, #ff7c87);
	--radius: .75rem;
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
	margin: 0; height: 100dvh; display: flex; flex-direction: column;
	font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
	background: var(--ground); color: var(--text);
}
h1, h2, p, dl, dd, ul, ol, menu, figure { margin: 0; padding: 0; }
h1 { font-size: 1.05rem; }
h2 { font-size: 1.15rem; }
ul, ol, menu { list-style: none; }
code { font: .85em ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button {
	font: inherit; font-weight: 550; color: inherit; cursor: pointer; white-space: nowrap;
	padding: .45rem .9rem; min-height: 2.4rem;
	border: 1px solid var(--line); border-radius: .55rem; background: var(--card);
}
button:hover:enabled { background: var(--raised); }
button:disabled { opacity: .45; cursor: default; }
button[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button[aria-pressed=true]:hover:enabled { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover:enabled { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
button.danger { color: var(--bad); border-color: color-mix(in srgb, var(--bad) 45%, transparent); }
button.danger:hover:enabled { background: color-mix(in srgb, var(--bad) 12%, var(--card)); }
.dot { flex: none; width: .6rem; height: .6rem; border-radius: 50%; background: var(--quiet); }
.badge {
	padding: .05rem .5rem; border-radius: 1rem; font-size: .8rem; font-weight: 550; white-space: nowrap;
	color: var(--warn); background: color-mix(in srgb, var(--warn) 14%, transparent);
}
dialog {
	max-width: min(24rem, calc(100vw - 2rem)); padding: 1.5rem; color: inherit;
	border: 1px solid var(--line); border-radius: var(--radius); background: var(--card);
	box-shadow: 0 1.5rem 4rem #0006;
}
dialog::backdrop { background: #0007; }
dialog p { margin: .5rem 0 1.25rem; color: var(--quiet); }
dialog menu { display: flex; justify-content: flex-end; gap: .6rem; }
dialog button.danger { background: var(--bad); border-color: var(--bad); color: light-dark(#fff, #23060a); }
dialog button.danger:hover:enabled { background: color-mix(in srgb, var(--bad) 88%, var(--text)); }
#complaint {
	position: fixed; left: 50%; bottom: 1.25rem; transform: translateX(-50%); max-width: calc(100vw - 2rem);
	padding: .7rem 1.1rem; border-radius: .6rem; background: var(--text); color: var(--ground); box-shadow: 0 .5rem 2rem #0005;
}
.login { display: grid; place-items: center; padding: 1rem; }
.login main {
	width: min(22rem, 100%); padding: 2rem; display: grid; justify-items: center; gap: .75rem;
	border: 1px solid var(--line); border-radius: 1rem; background: var(--card); box-shadow: 0 1rem 3rem #0001;
}
.login h1 { font-size: 1.25rem; }
.login form { width: 100%; display: grid; gap: .4rem; margin-top: .5rem; }
.login label { font-weight: 550; }
.login input {
	font: inherit; color: inherit; width: 100%; padding: .55rem .75rem; min-height: 2.6rem;
	border: 1px solid var(--line); border-radius: .55rem; background: var(--ground);
}
#problem { color: var(--bad); font-size: .9rem; }
#problem:empty { display: none; }
.login button { margin-top: .6rem; min-height: 2.6rem; }
`;
