"""The errors that a user may meet, for the command line and the workbench alike: each is one Dutch line, no traceback."""

from __future__ import annotations

from extract.errors import ModelMissing, ReadError, ReadingModelsMissing
from graph.besluiten.errors import BesluitError
from graph.errors import ExportError, GraphError
from graph.serverfouten import BadAddress, NeedsFolder
from queries.errors import (
    BadCriteriaError,
    BadParameterError,
    BadWeergaveError,
    MissingParameterError,
    UnknownParameterError,
    UnknownQueryError,
    VraagError,
)
from regiograaf.lezen.errors import LeesprocesError
from regiograaf.zegel.vorm import GeenZegel

#: Mistakes in what was asked.
VERKEERD_GEBRUIK = (
    UnknownQueryError,
    MissingParameterError,
    UnknownParameterError,
    BadParameterError,
    BadCriteriaError,
    BadWeergaveError,
    ExportError,
    BadAddress,
    NeedsFolder,
    BesluitError,
    GeenZegel,
)
#: Circumstances: a file, a model, the graph.
OMSTANDIGHEDEN = (ReadError, ModelMissing, ReadingModelsMissing, LeesprocesError, GraphError, VraagError)
FOUTEN = (*VERKEERD_GEBRUIK, *OMSTANDIGHEDEN)
