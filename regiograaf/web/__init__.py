"""The workbench: a local web application over one graph folder.

A page is a module with a ``router`` (added in ``app.PAGINAS``), a template ``<page>.html.j2`` that extends ``basis.html.j2``,
and plain functions of ``queries``, ``graph.besluiten`` and ``regiograaf.flow`` behind it: no page reads triples itself.
Reading: ``werkplaats.lees()`` (an ``Overzicht`` of the graph as it is now). Writing: ``with werkplaats.schrijf() as store``.
Every POST carries the key of the session (``beveiliging``): ``{{ sleutelveld() }}`` in a form; htmx sends it by itself.
"""
