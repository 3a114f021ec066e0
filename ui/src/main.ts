/** Starts the window's page. */
import { mount } from 'svelte';
import './parts/style/base.css';
import App from './shell/App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
