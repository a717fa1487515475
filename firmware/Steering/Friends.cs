using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Host.Tests")]
[assembly: InternalsVisibleTo("McoaRouter.Tests")]
[assembly: InternalsVisibleTo("NFUnitTest")]
