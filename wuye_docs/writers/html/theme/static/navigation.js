/* Beside a page the navigation scrolls by itself; this brings the page that is open into its sight. Without this script it
 * begins at its top.
 */
"use strict";

{
  const navigation = document.querySelector("nav.site");
  const here = [...navigation.querySelectorAll("[aria-current]")].at(-1);
  if (here) {
    const { top, bottom } = here.getBoundingClientRect();
    const room = navigation.getBoundingClientRect();
    if (bottom > Math.min(room.bottom, innerHeight)) navigation.scrollTop += top - room.top - navigation.clientHeight / 3;
  }
}
