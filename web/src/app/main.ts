import '@ui/styles/base.css';
import '@ui/styles/field.css';
import { mount } from 'svelte';
import { i18n } from '@platform/i18n/language.svelte';
import { preferences } from '@platform/preferences.svelte';
import { router } from '@platform/router.svelte';
import { session } from '@platform/session.svelte';
import App from './App.svelte';
import { base_catalogue } from './catalogues';

preferences.start();
i18n.start();
router.start();
await Promise.all([i18n.need('base', base_catalogue), session.start()]);
mount(App, { target: document.getElementById('app') ?? document.body });
void import('./fonts');
