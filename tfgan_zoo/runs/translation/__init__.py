"""Translation of picture files by a game or an exported generator: a folder of them, or one that is large."""

from tfgan_zoo.runs.translation.files import Options as Options
from tfgan_zoo.runs.translation.files import translate as translate
from tfgan_zoo.runs.translation.translator import Translator as Translator
from tfgan_zoo.runs.translation.translator import find_translator as find_translator
