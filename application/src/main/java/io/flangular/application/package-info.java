/** What the services of all features share. */
package io.flangular.application;
