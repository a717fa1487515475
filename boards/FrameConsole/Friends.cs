using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("McoaRouter.Tests")]
[assembly: InternalsVisibleTo("NFUnitTest")]
